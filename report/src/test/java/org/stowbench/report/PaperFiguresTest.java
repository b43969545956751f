package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.StagedFolder;
import org.stowbench.report.paper.FigureFiles;
import org.stowbench.report.paper.PaperChart;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PaperFiguresTest {

  private static final String HOSTILE = "careful:note=</text>&(\\)<b>\u202e\u4e2d";
  private static final String SHOWN = "careful:note=</text>&(\\)<b>\\u202e?";

  @TempDir private Path folder;
  private ReportedRuns report;

  @BeforeEach
  void readRuns() throws IOException {
    List<RunFolder> runs = new ArrayList<>(SampleRuns.make(folder));
    runs.add(SampleRuns.run(folder, HOSTILE, SampleRuns::careful));
    report = ReportedRuns.read(runs, info -> SampleRuns.dataset(), label -> {});
  }

  private Map<String, byte[]> drawn(String name, Metric... chosen) throws IOException {
    List<Metric> metrics = List.of(chosen);
    Path figures = folder.resolve(name);
    try (StagedFolder staged = PaperFigures.at(figures)) {
      PaperFigures.write(report, List.of(), metrics, staged);
      staged.commit();
    }
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(figures)) {
      for (Path file : entries.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static List<String> texts(byte[] svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    NodeList elements = document.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void eachChartIsTwoWidthsOfSvgAndPdfThatNameThePredictorsAndTheirFigures() throws Exception {
    Map<String, byte[]> files = drawn("figures");

    assertThat(files.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("calibration", "cost", "hits", "intervals", "items", "openings")
                .flatMap(name -> Stream.of(name + "-84mm", name + "-174mm"))
                .flatMap(name -> Stream.of(name + ".svg", name + ".pdf"))
                .toList());
    assertThat(texts(files.get("intervals-174mm.svg")))
        .contains(SHOWN, "careful", "0.563", "hit@1", "guess");
    try (PDDocument pdf = Loader.loadPDF(files.get("intervals-174mm.pdf"))) {
      assertThat(pdf.getPage(0).getMediaBox().getWidth() / 72 * 25.4).isBetween(173.9, 174.1);
      assertThat(new PDFTextStripper().getText(pdf))
          .contains(SHOWN, "careful", "0.563", "hit@1", "guess");
      assertThat(pdf.getDocumentInformation().getCreationDate()).isNull();
    }
  }

  @Test
  void chartsThatCanShowAnyMetricShowThoseThatAreChosen() throws Exception {
    Map<String, byte[]> files = drawn("figures", Metrics.OPENINGS, Metrics.HIT_3);

    assertThat(files.keySet())
        .contains(
            "intervals-openings-84mm.pdf", "items-hit-at-3-174mm.svg", "cost-openings-84mm.svg")
        .doesNotContain("intervals-84mm.pdf", "items-openings-84mm.svg");
    assertThat(texts(files.get("intervals-openings-84mm.svg"))).contains("openings");
  }

  @Test
  void aHeatMapNumbersItsColumnsAndPutsInBracketsWhatRestsOnFewQueries() throws Exception {
    Path figures = folder.resolve("figures");
    OptionalDouble none = OptionalDouble.empty();
    List<OptionalDouble> shares = List.of(OptionalDouble.of(0.5), none);
    try (StagedFolder staged = PaperFigures.at(figures)) {
      new FigureFiles("mine, n = 14")
          .write(
              "items",
              new PaperChart.Heat(
                  "found, %",
                  List.of("one", "two"),
                  List.of(
                      new PaperChart.HeatRow("Fork", 10, shares),
                      new PaperChart.HeatRow("Spoon", 4, shares)),
                  3),
              staged);
      staged.commit();
    }

    assertThat(texts(Files.readAllBytes(figures.resolve("items-174mm.svg"))))
        .containsExactly(
            "found, %",
            "n",
            "1",
            "2",
            "Fork",
            "10",
            "50",
            "–",
            "Spoon",
            "4",
            "(50)",
            "–",
            "1  one",
            "2  two",
            "mine, n = 14, in brackets: fewer than 5 queries, 3 with fewer queries left out");
  }

  @Test
  void anotherFontIsMadeToFitAndNothingInAPdfIsDeflated() throws Exception {
    Map<String, byte[]> files = drawn("figures");

    files.forEach(
        (name, bytes) -> {
          String file = new String(bytes, StandardCharsets.ISO_8859_1);
          if (name.endsWith(".svg")) {
            assertThat(file.split("<text")).as(name).hasSameSizeAs(file.split("textLength="));
          } else {
            // Java's own zlib deflates otherwise from one version to the next.
            assertThat(file).as(name).contains("/FontFile2").doesNotContain("FlateDecode");
          }
        });
  }

  @Test
  void theSameRunsGiveTheSameBytes() throws IOException {
    Map<String, byte[]> first = drawn("first");
    Map<String, byte[]> second = drawn("second");

    assertThat(second).containsOnlyKeys(first.keySet());
    assertThat(second).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(first.get(name)));
  }

  @Test
  void figuresReplaceFiguresButNothingElse() throws IOException {
    drawn("figures");
    drawn("figures");
    Path mine = Files.writeString(folder.resolve("figures/mine.tex"), "mine");

    assertThatThrownBy(() -> drawn("figures"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("mine.tex");
    assertThat(mine).hasContent("mine");
  }
}
