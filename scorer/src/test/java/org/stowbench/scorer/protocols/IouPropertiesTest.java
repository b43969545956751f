package org.stowbench.scorer.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.Shapes;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * Both measures, over every kind of outline: points, lines, boxes, polygons that cross themselves.
 */
class IouPropertiesTest {

  @Provide
  Arbitrary<Region> regions() {
    // A coarse grid makes shared edges, repeated vertices and containment likely.
    Arbitrary<Point> vertices =
        Combinators.combine(
                Arbitraries.integers().between(0, 8), Arbitraries.integers().between(0, 8))
            .as((x, y) -> new Point(x * 10, y * 10));
    Arbitrary<Region> outlines = vertices.list().ofMinSize(1).ofMaxSize(7).map(Region::new);
    Arbitrary<Region> boxes =
        Combinators.combine(vertices, vertices)
            .as(
                (a, b) -> {
                  Region.Box box = new Region(List.of(a, b)).bounds();
                  return Region.box(box.left(), box.top(), box.right(), box.bottom());
                });
    return Arbitraries.oneOf(outlines, boxes);
  }

  private static double paper(Region a, Region b) {
    return PaperIou.of(Optional.of(a), Optional.of(b));
  }

  @Property
  void bothAreSymmetricToTheBitAndStayBetweenZeroAndOne(
      @ForAll("regions") Region a, @ForAll("regions") Region b) {
    assertThat(paper(a, b)).isEqualTo(paper(b, a)).isBetween(0.0, 1.0);
    assertThat(Overlap.iou(a, b)).isEqualTo(Overlap.iou(b, a)).isBetween(0.0, 1.0);
  }

  @Property
  void aRegionIsItselfExactlyButForThePaperOnlyIfItIsValid(@ForAll("regions") Region a) {
    assertThat(Overlap.iou(a, a)).isEqualTo(1);
    assertThat(paper(a, a)).isEqualTo(Shapes.asDrawn(a).isValid() ? 1 : 0);
  }

  @Property
  void movingBothChangesNothing(
      @ForAll("regions") Region a,
      @ForAll("regions") Region b,
      @ForAll @IntRange(min = -500, max = 500) int dx,
      @ForAll @IntRange(min = -500, max = 500) int dy) {
    assertThat(paper(moved(a, dx, dy), moved(b, dx, dy))).isCloseTo(paper(a, b), within(1e-9));
    assertThat(Overlap.iou(moved(a, dx, dy), moved(b, dx, dy)))
        .isCloseTo(Overlap.iou(a, b), within(1e-9));
  }

  @Property
  void theBoundWithoutAnOverlayIsNeverExceeded(
      @ForAll("regions") Region a, @ForAll("regions") Region b) {
    assertThat(Overlap.iou(a, b)).isLessThanOrEqualTo(Overlap.of(a).iouAtMost(Overlap.of(b)));
  }

  @Property
  void validPolygonsThatShareAreaAreMeasuredAlikeByBoth(
      @ForAll("regions") Region a, @ForAll("regions") Region b) {
    if (Overlap.of(a).hasArea()
        && Overlap.of(b).hasArea()
        && Shapes.asDrawn(a).isValid()
        && Shapes.asDrawn(b).isValid()) {
      assertThat(paper(a, b)).isCloseTo(Overlap.iou(a, b), within(1e-12));
    }
  }

  private static Region moved(Region region, int dx, int dy) {
    return new Region(
        region.vertices().stream().map(p -> new Point(p.x() + dx, p.y() + dy)).toList());
  }

  @Test
  void thePaperMeasuresWhatHasNoAreaByItsOwnRules() {
    Region box = Region.box(0, 0, 10, 10);
    assertThat(PaperIou.of(Optional.empty(), Optional.empty())).isEqualTo(1);
    assertThat(PaperIou.of(Optional.of(box), Optional.empty())).isZero();
    assertThat(paper(Region.of(3, 3), Region.of(3, 3))).isEqualTo(1);
    assertThat(paper(Region.of(3, 3), Region.of(3, 4))).isZero();
    assertThat(paper(Region.of(3, 3), box)).isEqualTo(1);
    assertThat(paper(Region.of(0, 3), box)).isZero();
    assertThat(paper(Region.of(3, 3), Region.of(0, 0, 6, 6))).isEqualTo(1);
    assertThat(paper(Region.of(0, 0, 4, 0), Region.of(4, 0, 0, 0))).isEqualTo(1);
    assertThat(paper(Region.of(0, 0, 4, 0), Region.of(2, 0, 6, 0)))
        .isCloseTo(1.0 / 3, within(1e-12));
    assertThat(paper(Region.of(2, 2, 6, 6), box)).isEqualTo(1);
    assertThat(paper(Region.of(5, 5, 15, 5), box)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void anOutlineThatCrossesItselfIsNeverRightForThePaperButIsForUs() {
    Region bowTie = Region.of(0, 0, 10, 10, 10, 0, 0, 10);
    assertThat(paper(bowTie, bowTie)).isZero();
    assertThat(Overlap.iou(bowTie, bowTie)).isEqualTo(1);
    assertThat(Overlap.iou(bowTie, Region.box(0, 0, 10, 10))).isCloseTo(0.5, within(1e-9));
  }
}
