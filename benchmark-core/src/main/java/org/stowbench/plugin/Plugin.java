package org.stowbench.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.stowbench.io.ErrorWords;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.PredictorProvider;

/**
 * Predictors that come as a jar, or as a folder whose jars belong together: the plug-in's own and
 * its libraries. Folders in the folder are not looked into.
 *
 * <p>A plug-in has a class loader of its own. It sees the Java platform, what the core marks as
 * meant for outsiders ({@link org.apiguardian.api.API}), and the JTS and Jackson (annotations,
 * core, databind) that stand in its signatures; a copy of these that it brings along is not used.
 * Everything else it must bring, and nothing of it meets the libraries of Stowbench or of another
 * plug-in.
 *
 * <p>While a provider is found, asked and made to {@link PredictorProvider#create create}, the
 * thread's context class loader is the plug-in's; libraries that find their parts through it should
 * be started there. While a predictor answers, it is not.
 *
 * <p>A plug-in is code: it may do whatever the user may do.
 */
public final class Plugin implements AutoCloseable {

  /** What Java says of a line in a list of services, after the list's address. */
  private static final Pattern NO_CLASS_NAME =
      Pattern.compile(
          ".*:(?<line>[0-9]+): Illegal (?:provider-class name|configuration-file syntax):"
              + " (?<found>.*)",
          Pattern.DOTALL);

  private static final String SERVICES = "META-INF/services/" + PredictorProvider.class.getName();
  private static final String NAMES = "[a-z][a-z0-9-]*";

  /** Stack traces show the loader's name before its classes. */
  private static final String LOADER = "plug-in ";

  private static final int LONGEST_CAUSE = 300;

  private final PluginOrigin origin;
  private final URLClassLoader loader;
  private final List<PredictorProvider> providers;

  private Plugin(PluginOrigin origin, URLClassLoader loader, List<PredictorProvider> providers) {
    this.origin = origin;
    this.loader = loader;
    this.providers = providers;
  }

  /**
   * Opens a plug-in and makes the providers that it lists.
   *
   * @param path a jar, or a folder with jars
   * @throws InvalidInputException if there is no jar, it lists no provider, or one that cannot be
   *     used, because a class is missing or was made for another version, say
   */
  public static Plugin open(Path path) {
    InputLocation where = InputLocation.of("plug-in " + path);
    List<Path> jars;
    PluginOrigin origin;
    try {
      jars = jars(path, where);
      origin = origin(path, jars);
    } catch (IOException e) {
      throw new InvalidInputException(where, "cannot be read: " + FileProblem.why(e), e);
    }
    URLClassLoader loader =
        new URLClassLoader(LOADER + origin.file(), urls(jars), new ContractLoader());
    try {
      return new Plugin(origin, loader, guarded(loader, where, () -> providers(loader, where)));
    } catch (InvalidInputException e) {
      close(loader);
      throw e;
    }
  }

  private static List<Path> jars(Path path, InputLocation where) throws IOException {
    if (!Files.exists(path)) {
      throw new InvalidInputException(where, "there is no such jar or folder");
    }
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.jar")) {
        found.forEach(jars::add);
      }
      jars.sort(null);
      if (jars.isEmpty()) {
        throw new InvalidInputException(
            where, "the folder holds no jar; folders in it are not looked into");
      }
    } else {
      jars.add(path);
    }
    for (Path jar : jars) {
      requireJar(jar, where);
    }
    return jars;
  }

  /** The class loader would pass over a broken jar in silence. */
  private static void requireJar(Path jar, InputLocation where) throws IOException {
    InputFile.of(jar, FileKind.RECORDS).size(); // a pipe in its place would be waited for
    try {
      new ZipFile(jar.toFile()).close();
    } catch (ZipException e) {
      throw new InvalidInputException(
          where, jar.getFileName() + " is not a jar: " + FileProblem.why(e), e);
    }
  }

  private static PluginOrigin origin(Path path, List<Path> jars) throws IOException {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (!Files.isDirectory(path)) {
      return new PluginOrigin(name, Sha256.checksum(path));
    }
    StringBuilder content = new StringBuilder();
    for (Path jar : jars) {
      content.append(jar.getFileName()).append(' ').append(Sha256.checksum(jar)).append('\n');
    }
    return new PluginOrigin(name, Sha256.checksum(content.toString()));
  }

  private static URL[] urls(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = jars.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException("every file has an address", e);
      }
    }
    return urls;
  }

  private static List<PredictorProvider> providers(URLClassLoader loader, InputLocation where) {
    List<PredictorProvider> providers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Iterator<PredictorProvider> listed =
        ServiceLoader.load(PredictorProvider.class, loader).iterator();
    while (listed.hasNext()) {
      PredictorProvider provider = listed.next();
      requireOnce(provider.getClass(), loader, where);
      requireUsable(provider, where);
      if (!names.add(provider.name())) {
        throw new InvalidInputException(
            where, "has two predictors of the name '" + provider.name() + "'");
      }
      providers.add(provider);
    }
    if (providers.isEmpty()) {
      throw new InvalidInputException(where, "lists no predictor in " + SERVICES);
    }
    return List.copyOf(providers);
  }

  /** Of two versions of a jar in one folder, chance would choose. */
  private static void requireOnce(Class<?> type, URLClassLoader loader, InputLocation where) {
    List<URL> found;
    try {
      found = Collections.list(loader.findResources(type.getName().replace('.', '/') + ".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (found.size() > 1) {
      throw new InvalidInputException(
          where, "has class %s %d times: %s".formatted(type.getName(), found.size(), found));
    }
  }

  /** Whatever help and specs ask of a provider is asked once here, while the plug-in is named. */
  private static void requireUsable(PredictorProvider provider, InputLocation where) {
    String type = provider.getClass().getName();
    String name = owed(provider.name(), "name()", provider, where);
    if (!name.matches(NAMES)) {
      throw new InvalidInputException(
          where,
          "%s: name '%s': must be lower-case letters, digits and -"
              .formatted(type, InvalidInputException.excerpt(name)));
    }
    owed(provider.summary(), "summary()", provider, where);
    owed(provider.argument(), "argument()", provider, where);
    List.copyOf(owed(provider.options(), "options()", provider, where));
  }

  static <T> T owed(T given, String method, PredictorProvider provider, InputLocation where) {
    if (given == null) {
      throw new InvalidInputException(
          where, "%s: %s is null".formatted(provider.getClass().getName(), method));
    }
    return given;
  }

  /** Which plug-in this is. */
  public PluginOrigin origin() {
    return origin;
  }

  /** The providers that it lists, in its order; at least one. */
  public List<PredictorProvider> providers() {
    return providers;
  }

  /** Closes its jars: classes that were not loaded by then are missing. */
  @Override
  public void close() {
    close(loader);
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      // Nothing was written through it, so nothing is lost.
    }
  }

  /**
   * Calls a plug-in's code.
   *
   * @param loader the plug-in's
   * @param where the plug-in, for messages
   * @throws InvalidInputException for whatever is thrown
   */
  static <T> T guarded(ClassLoader loader, InputLocation where, Supplier<T> call) {
    try {
      return under(loader, call);
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
      throw new InvalidInputException(where, problem(e), e);
    }
  }

  /** Calls code whose libraries look for their parts through the thread's context class loader. */
  static <T> T under(ClassLoader loader, Supplier<T> call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String problem(Throwable e) {
    if (e instanceof ServiceConfigurationError && e.getCause() != null
        || e instanceof ExceptionInInitializerError && e.getCause() != null) {
      return problem(e.getCause());
    }
    if (e instanceof UnsupportedClassVersionError) {
      return "needs a newer Java than this, " + Runtime.version().feature() + ": " + quoted(e);
    }
    if (e instanceof NoClassDefFoundError && isOurs(e.getMessage())) {
      return "uses what is not for plug-ins, or of another version of Stowbench: " + quoted(e);
    }
    if (e instanceof NoClassDefFoundError) {
      return "a class is missing; libraries stand in one jar with the plug-in or in one folder: "
          + quoted(e);
    }
    if (e instanceof IncompatibleClassChangeError) {
      return "was made for another version of Stowbench or of a library: " + quoted(e);
    }
    // Java puts what was looked for before this.
    String service = PredictorProvider.class.getName() + ": ";
    String why = ErrorWords.of(e).replaceFirst("^" + Pattern.quote(service), "");
    Matcher listed = NO_CLASS_NAME.matcher(why);
    if (e instanceof ServiceConfigurationError && listed.matches()) {
      return "%s, line %s: found '%s', must be the name of a class"
          .formatted(
              SERVICES,
              listed.group("line"),
              InvalidInputException.excerpt(listed.group("found"), LONGEST_CAUSE));
    }
    return located("throws an error: " + why, e);
  }

  private static boolean isOurs(String missing) {
    return missing != null && missing.replace('/', '.').startsWith(ContractLoader.STOWBENCH);
  }

  /** What Java says of a class that it cannot use: it names the class. */
  private static String quoted(Throwable e) {
    return located(String.valueOf(e.getMessage()), e);
  }

  /** What went wrong, and where in the plug-in. */
  private static String located(String what, Throwable e) {
    return InvalidInputException.excerpt(what, LONGEST_CAUSE)
        + Arrays.stream(e.getStackTrace())
            .filter(frame -> String.valueOf(frame.getClassLoaderName()).startsWith(LOADER))
            .findFirst()
            .map(
                frame ->
                    ", at %s.%s, line %d"
                        .formatted(
                            frame.getClassName(), frame.getMethodName(), frame.getLineNumber()))
            .orElse("");
  }
}
