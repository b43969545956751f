package org.stowbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.report.Conversations;
import org.stowbench.report.HtmlReport;
import org.stowbench.report.Photos;
import org.stowbench.report.ReportedRuns;
import org.stowbench.report.SampleRuns;
import org.w3c.dom.Document;

/** Each chart of the report can be saved for a paper. */
class ChartFilesTest {

  @RegisterExtension static final Browser BROWSER = new Browser();

  @TempDir private Path folder;

  @Test
  void aButtonForEachChartSavesItAsSvgInThePapersStyle() throws Exception {
    ReportedRuns runs =
        ReportedRuns.read(
            SampleRuns.make(folder.resolve("runs")), info -> SampleRuns.dataset(), label -> {});
    Path report = folder.resolve("report.html");
    try (OutputStream out = Files.newOutputStream(report)) {
      new HtmlReport(runs, List.of(), Photos.NONE, Conversations.NONE).writeTo(out);
    }
    try (Visit visit = BROWSER.visit(report.toUri(), Screen.DESKTOP_DARK)) {
      Page page = visit.page();
      Locator buttons = page.locator("figure:visible button.save");
      assertThat(buttons.count()).isEqualTo(page.locator(".chart:visible").count()).isPositive();
      for (Locator button : buttons.all()) {
        Download saved = page.waitForDownload(button::click);
        assertThat(saved.suggestedFilename()).matches("test-kitchens-[a-z-]+\\.svg");
        byte[] svg = Files.readAllBytes(saved.path());
        Document drawing =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg));
        assertThat(drawing.getDocumentElement().getAttribute("width")).isEqualTo("658");
        assertThat(drawing.getElementsByTagName("script").getLength()).isZero();
        assertThat(drawing.getDocumentElement().getTextContent())
            .contains("test:<kitchens>, n = 16")
            .contains("careful");
      }
    }
  }
}
