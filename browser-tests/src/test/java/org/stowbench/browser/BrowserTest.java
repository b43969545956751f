package org.stowbench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  @TempDir private Path folder;

  @Test
  void aPageThatStaysWithinItselfIsFine() throws IOException {
    Files.writeString(folder.resolve("own.css"), "h1 { color: rgb(1, 2, 3) }");
    URI page =
        write(
            """
            <!doctype html><link rel="stylesheet" href="own.css"><h1>Whisk</h1>
            <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
            """);
    try (Visit visit = BROWSER.visit(page, Screen.PHONE)) {
      assertThat(visit.page().locator("h1").evaluate("e => getComputedStyle(e).color"))
          .isEqualTo("rgb(1, 2, 3)");
      assertThat(visit.overflows()).isFalse();
      visit.screenshot("browser-test");
    }
  }

  @Test
  void aRequestThatLeavesThePageFailsTheTest() throws IOException {
    Visit visit =
        BROWSER.visit(write("<!doctype html><img src='http://example.com/x.png'>"), Screen.DESKTOP);
    assertThatThrownBy(visit::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("asked for http://example.com/x.png");
  }

  @Test
  void anExceptionInThePageFailsTheTest() throws IOException {
    Visit visit =
        BROWSER.visit(write("<!doctype html><script>nothing()</script>"), Screen.DESKTOP_DARK);
    assertThatThrownBy(visit::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing is not defined");
  }

  @Test
  void aPageWiderThanThePhoneOverflows() throws IOException {
    try (Visit visit =
        BROWSER.visit(
            write("<!doctype html><div style='width: 500px'>wide</div>"), Screen.PHONE_DARK)) {
      assertThat(visit.overflows()).isTrue();
    }
  }

  private URI write(String html) throws IOException {
    return Files.writeString(folder.resolve("page.html"), html).toUri();
  }
}
