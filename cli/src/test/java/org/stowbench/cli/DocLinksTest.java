package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link from a page of ours to a file leads to one that is there, and to a heading in it. */
class DocLinksTest {

  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "results", "examples")) {
      try (Stream<Path> files =
          Files.walk(CHECKOUT.resolve(folder), folder.equals("examples") ? 3 : 1)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  /** The page without code, in which nothing is a link or a heading. */
  private static List<String> prose(Path page) throws IOException {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (!code) {
        prose.add(line);
      }
    }
    return prose;
  }

  /**
   * As GitHub calls them, and our site; of several headings alike, all but the first are counted.
   */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> alike = new HashMap<>();
    for (String line : prose(page)) {
      if (line.matches("#{1,6} .*")) {
        String anchor =
            line.replaceFirst("#+ ", "")
                .replaceAll("]\\([^)]*\\)", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                .replace(' ', '-');
        int before = alike.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String line : prose(page)) {
        String words = line.replaceAll("`[^`]*`", "code");
        for (MatchResult link : LINK.matcher(words).results().toList()) {
          if (link.group(1).matches("[a-z]+:.*")) {
            continue;
          }
          links++;
          String[] parts = link.group(1).split("#", 2);
          Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
          if (!Files.exists(target) || (parts.length == 2 && !anchors(target).contains(parts[1]))) {
            broken.add(CHECKOUT.relativize(page) + ": " + link.group(1));
          }
        }
      }
    }

    assertThat(links).isGreaterThan(100);
    assertThat(broken).isEmpty();
  }

  /** Whoever installs the site's packages asks their own registry for them. */
  @Test
  void theSitesPackagesArePinnedByContentAndNotByAPlace() throws IOException {
    assertThat(CHECKOUT.resolve("site/package-lock.json"))
        .content()
        .contains("\"integrity\": \"sha512-")
        .doesNotContain("\"resolved\"");
  }
}
