package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.TextForm;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.metrics.Metrics;

class LatexTableTest {

  @TempDir private Path folder;

  private String table(RunFolder... runs) throws IOException {
    return LatexTable.of(
        ReportedRuns.read(List.of(runs), info -> SampleRuns.dataset(), label -> {}),
        ReportedRuns.SHOWN);
  }

  @Test
  void aRunIsARowOfATableThatStandsByItself() throws IOException {
    String table =
        table(
            SampleRuns.run(folder, "guess", SampleRuns::guess),
            SampleRuns.run(folder, "careful", SampleRuns::careful));

    assertThat(table.lines())
        .startsWith(
            "% \\usepackage{booktabs}",
            "\\begin{table}",
            "  \\centering\\small\\setlength{\\tabcolsep}{4pt}",
            "  \\caption{test:\\textless{}kitchens\\textgreater{}: 16 queries, 95\\,\\% intervals"
                + " over households. Best in bold; $^\\dagger$ cannot be told apart from the best"
                + " (paired permutation test over households, corrected by Holm for all pairs,"
                + " 5\\,\\%).}")
        .contains(
            "    Predictor & hit@1 & 95\\,\\% & hit@3 & MRR & Openings & Ratio to random \\\\")
        .endsWith("    \\bottomrule", "  \\end{tabular}", "\\end{table}");
    List<String> rows =
        table.lines().filter(line -> line.matches(" +(careful|guess) & [\\\\0-9].*")).toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).startsWith("    careful & \\textbf{0.563} & {[").endsWith(" \\\\");
    // LaTeX refuses a row with more cells than the table has columns.
    assertThat(rows).allSatisfy(row -> assertThat(row.split(" & ")).hasSize(7));
  }

  @Test
  void aHostileNameOfAPredictorIsPrintedAsItIs() throws IOException {
    String table =
        table(SampleRuns.run(folder, "careful:note=\\input{/etc/x} & 5%", SampleRuns::careful));

    assertThat(table.replace("\\allowbreak{}", ""))
        .contains("careful:note=\\textbackslash{}input\\{/etc/x\\} \\& 5\\%\\strut} & 0.563 & ")
        .doesNotContain("\\input");
    assertIsLatex(table);
  }

  @Test
  void whatCannotBeToldFromTheBestIsMarkedAndAllPairsAreCompared() throws IOException {
    String table =
        table(
            SampleRuns.run(folder, "guess", SampleRuns::guess),
            SampleRuns.run(folder, "again", SampleRuns::guess),
            SampleRuns.run(folder, "careful", SampleRuns::careful));

    List<String> guesses = table.lines().filter(line -> line.matches(" +guess & [0-9].*")).toList();
    assertThat(guesses).hasSize(1);
    assertThat(guesses.get(0))
        .startsWith("    guess & 0.195 & {[0.153, 0.249]} & 0.584\\rlap{$^\\dagger$} & 0.449 & ");
    assertThat(
            table.lines().filter(line -> line.contains("/")).filter(line -> line.endsWith(" \\\\")))
        .hasSize(4) // the heading and three pairs
        .last()
        .asString()
        .containsPattern(
            "(guess & again|again & guess) & 0\\.000 & .* & 1\\.000 & \\d+/\\d+/\\d+ ");
    assertThat(table)
        .contains("    careful & guess & $+$0.")
        .contains("\\label{tab:stowbench-pairs}");
    assertIsLatex(table);
  }

  @Test
  void chosenMetricsAreTheColumnsAndTheFirstOrdersThem() throws IOException {
    String table =
        LatexTable.of(
            ReportedRuns.read(
                List.of(
                    SampleRuns.run(folder, "guess", SampleRuns::guess),
                    SampleRuns.run(folder, "careful", SampleRuns::careful)),
                info -> SampleRuns.dataset(),
                label -> {}),
            List.of(Metrics.OPENINGS, Metrics.ECE));

    assertThat(table).contains("    Predictor & Openings & 95\\,\\% & ");
    assertThat(table).containsSubsequence("\n    careful & ", "\n    guess & ");
    assertIsLatex(table);
  }

  @Test
  void texPrintsItWhateverTheNamesAreAndNothingRunsOutOfThePage() throws Exception {
    Assumptions.assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "pdflatex"))),
        "skipped: pdflatex is not installed on the PATH");
    List<String> names =
        List.of(
            "exec:python3 examples/python-planner/drawer_planner.py --fast",
            "careful:note=" + "x".repeat(300),
            "careful:note=\\input{/etc/passwd} & 5% #1 $x^2$ ~ <\"|\">",
            "careful:note=\u5929\u6c17 \ud83d\ude00 \u05d0\u05d1 \u202eabc\u202c e\u0301 \u0105"
                + " \u00e9\u0148");
    List<RunFolder> runs = new ArrayList<>();
    for (String name : names) {
      runs.add(SampleRuns.run(folder, name, SampleRuns::guess));
    }
    for (int i = 0; i < 9; i++) { // 78 pairs are more than a page
      runs.add(SampleRuns.run(folder, "careful:note=" + i, SampleRuns::careful));
    }
    String cells =
        Stream.of("[x]", "*", "a--b ?` ,, ''", "\ud83d\ude00", "\u0301")
            .map(name -> TextForm.LATEX.of(name) + " \\\\\n")
            .collect(Collectors.joining());
    Files.writeString(
        folder.resolve("paper.tex"),
        "\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n"
            + table(runs.toArray(RunFolder[]::new))
            + "\\begin{tabular}{l}\n"
            + cells
            + "\\end{tabular}\n\\end{document}\n");

    Process tex =
        new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(tex.waitFor())
        .as(Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1))
        .isZero();
    assertThat(Files.readString(folder.resolve("paper.log"), StandardCharsets.ISO_8859_1))
        .doesNotContain("Overfull", "Float too large");
  }

  /** What a compiler would stop at: braces, environments, and the number of cells in a row. */
  private static void assertIsLatex(String document) {
    Deque<String> open = new ArrayDeque<>();
    int columns = 0;
    for (String line : document.lines().filter(line -> !line.startsWith("%")).toList()) {
      String plain = line.replaceAll("\\\\[{}&%$#_]", "");
      assertThat(plain.replaceAll("[^{]", "")).as(line).hasSameSizeAs(plain.replaceAll("[^}]", ""));
      assertThat(plain.replaceAll("[^$]", "").length() % 2).as(line).isZero();
      assertThat(plain).as(line).doesNotContain("%", "#", "_");
      Matcher step = Pattern.compile("\\\\(begin|end)\\{(\\w+)\\}(?:\\{(\\w+)\\})?").matcher(line);
      if (step.find() && step.group(1).equals("begin")) {
        open.push(step.group(2));
        columns = step.group(3) == null ? 0 : step.group(3).length();
      } else if (line.contains("\\end{")) {
        assertThat(step.group(2)).isEqualTo(open.pop());
      }
      if (line.endsWith(" \\\\")) {
        assertThat(plain.split(" & ", -1)).as(line).hasSize(columns);
      }
    }
    assertThat(open).isEmpty();
  }
}
