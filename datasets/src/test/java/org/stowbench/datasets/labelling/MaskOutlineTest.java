package org.stowbench.datasets.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.datasets.labelling.MaskOutline.Lines;
import org.stowbench.geometry.Shapes;
import org.stowbench.scene.Region;

/** Masks and the outlines that are drawn around them. */
class MaskOutlineTest {

  /** Rows of a picture, {@code #} inside. */
  private static Optional<MaskOutline> of(Lines lines, String... rows) {
    int width = rows[0].length();
    int height = rows.length;
    List<Long> counts = new ArrayList<>(List.of(0L));
    boolean inside = false;
    for (int i = 0; i < width * height; i++) {
      int row = lines == Lines.ROWS ? i / width : i % height;
      int column = lines == Lines.ROWS ? i % width : i / height;
      if (inside != (rows[row].charAt(column) == '#')) {
        inside = !inside;
        counts.add(0L);
      }
      counts.set(counts.size() - 1, counts.get(counts.size() - 1) + 1);
    }
    return MaskOutline.of(counts, lines, width, height, 100, 50);
  }

  private static double area(MaskOutline outline) {
    return Shapes.repaired(outline.region()).getArea();
  }

  @ParameterizedTest
  @EnumSource(Lines.class)
  void it_runs_along_the_edges_of_the_pixels(Lines lines) {
    MaskOutline outline = of(lines, "......", ".####.", ".##...", ".##...").orElseThrow();
    assertThat(outline.parts()).isEqualTo(1);
    assertThat(outline.region().vertices()).hasSize(6);
    assertThat(outline.region().bounds()).isEqualTo(new Region.Box(101, 51, 105, 54));
    assertThat(area(outline)).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(Lines.class)
  void holes_are_filled_and_parts_are_kept(Lines lines) {
    assertThat(area(of(lines, "####", "#..#", "####").orElseThrow())).isEqualTo(12);
    MaskOutline two = of(lines, "##..#", "##..#").orElseThrow();
    assertThat(two.parts()).isEqualTo(2);
    assertThat(area(two)).isEqualTo(6);
    MaskOutline corner = of(lines, "#.", ".#").orElseThrow();
    assertThat(corner.parts()).isEqualTo(2);
    assertThat(area(corner)).isEqualTo(2);
    MaskOutline otherCorner = of(lines, ".#", "#.").orElseThrow();
    assertThat(otherCorner.parts()).isEqualTo(2);
    assertThat(area(otherCorner)).isEqualTo(2);
  }

  @Test
  void any_mask_without_holes_keeps_its_area() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 50; trial++) {
      String[] rows = new String[6];
      int pixels = 0;
      for (int i = 0; i < rows.length; i++) {
        // Each row a run from the left: no holes.
        int run = random.nextInt(9);
        rows[i] = "#".repeat(run) + ".".repeat(8 - run);
        pixels += run;
      }
      Optional<MaskOutline> outline = of(Lines.COLUMNS, rows);
      assertThat(outline.map(MaskOutlineTest::area).orElse(0.0)).isEqualTo(pixels);
    }
  }

  @Test
  void what_is_empty_or_does_not_fit_has_none() {
    assertThat(of(Lines.ROWS, "...")).isEmpty();
    assertThat(MaskOutline.of(List.of(0L, 7L), Lines.ROWS, 2, 3, 0, 0)).isEmpty();
    assertThat(MaskOutline.of(List.of(0L, -1L), Lines.ROWS, 2, 3, 0, 0)).isEmpty();
    assertThat(MaskOutline.of(List.of(0L, Long.MAX_VALUE), Lines.ROWS, 2, 3, 0, 0)).isEmpty();
    assertThat(MaskOutline.of(List.of(0L, 1L), Lines.ROWS, 0, 3, 0, 0)).isEmpty();
    assertThat(MaskOutline.of(List.of(0L, 1L), Lines.ROWS, Integer.MAX_VALUE, 3, 0, 0)).isEmpty();
    assertThat(MaskOutline.of(List.of(2L, 2L), Lines.ROWS, 3, 2, 0, 0)).isPresent();
  }
}
