package org.stowbench.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A jar that is compiled here and now. */
public final class PluginJar {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record) (\\w+)");

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A provider {@code plug.Provider} whose predictor says "not here", with this body. */
  public static String provider(String body) {
    return """
        package plug;
        import java.util.*;
        import org.stowbench.prediction.*;
        import org.stowbench.predictor.*;
        import org.stowbench.query.*;
        public class Provider implements PredictorProvider {
          public String name() { return "plug"; }
          public String summary() { return "a plug-in"; }
          public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
            return (query, context) -> Prediction.of(query, Ranking.of(Answer.NOT_HERE));
          }
          %s
        }
        """
        .formatted(body);
  }

  /** Lists providers. */
  public PluginJar listing(String... providers) {
    entries.put(
        "META-INF/services/org.stowbench.predictor.PredictorProvider",
        String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Compiles sources into the jar, against what the tests see. */
  public PluginJar with(Path scratch, String... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createTempDirectory(scratch, "classes");
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("--release", "17", "-proc:none", "-cp", classPath()),
                  null,
                  Stream.of(sources).map(Source::new).toList())
              .call();
      if (!compiled) {
        throw new IllegalArgumentException("does not compile");
      }
    }
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        entries.put(name, Files.readAllBytes(file));
      }
    }
    return this;
  }

  /** The bytes of an entry, to be damaged. */
  public byte[] entry(String name) {
    return entries.get(name);
  }

  /** Leaves entries out, such as those that were there only to compile against. */
  public PluginJar without(String start) {
    entries.keySet().removeIf(name -> name.startsWith(start));
    return this;
  }

  /** Writes the jar. */
  public Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return file;
  }

  /** Also behind the jar whose manifest names the class path, as Surefire may make one. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(address(text), Kind.SOURCE);
      this.text = text;
    }

    private static URI address(String text) {
      String name = first(PACKAGE, text).replace('.', '/') + "/" + first(TYPE, text) + ".java";
      try {
        return new URI("string", "/" + name, null);
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException(e);
      }
    }

    private static String first(Pattern pattern, String text) {
      Matcher found = pattern.matcher(text);
      if (!found.find()) {
        throw new IllegalArgumentException("no " + pattern + " in " + text);
      }
      return found.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
