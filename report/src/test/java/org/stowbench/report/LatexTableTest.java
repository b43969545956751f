package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.run.RunFolder;

class LatexTableTest {

  @TempDir private Path folder;

  private String table(RunFolder... runs) throws IOException {
    return LatexTable.leaderboard(
        ReportedRuns.read(List.of(runs), info -> SampleRuns.dataset(), label -> {}));
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
            "  \\centering",
            "  \\caption{test:\\textless{}kitchens\\textgreater{}: 16 queries, 95\\,\\% intervals"
                + " over households.}")
        .contains(
            "    Predictor & hit@1 & 95\\,\\% & hit@3 & MRR & Openings & Ratio to random \\\\")
        .endsWith("    \\bottomrule", "  \\end{tabular}", "\\end{table}");
    List<String> rows = table.lines().filter(line -> line.matches(" +(careful|guess) .*")).toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).startsWith("    careful & 0.563 & {[").endsWith(" \\\\");
    // LaTeX refuses a row with more cells than the table has columns.
    assertThat(rows).allSatisfy(row -> assertThat(row.split(" & ")).hasSize(7));
  }

  @Test
  void aHostileNameOfAPredictorIsPrintedAsItIs() throws IOException {
    String table =
        table(SampleRuns.run(folder, "careful:note=\\input{/etc/x} & 5%", SampleRuns::careful));

    assertThat(table)
        .contains("careful:note=\\textbackslash{}input\\{/etc/x\\} \\& 5\\% & 0.563 & ")
        .doesNotContain("\\input");
  }
}
