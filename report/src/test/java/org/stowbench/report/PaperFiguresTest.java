package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.stowbench.run.RunFolder;
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

  private Map<String, byte[]> drawn(String name) throws IOException {
    Path figures = folder.resolve(name);
    try (StagedFolder staged = PaperFigures.at(figures)) {
      PaperFigures.write(report, List.of(), staged);
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
            Stream.of("calibration", "cost", "hits", "intervals")
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
