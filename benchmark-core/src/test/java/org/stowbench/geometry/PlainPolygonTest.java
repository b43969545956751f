package org.stowbench.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** Clipping says what the library says. */
class PlainPolygonTest {

  /** A polygon around a place, with dents; on a grid where {@code step} is above 0. */
  private static Region polygon(SplittableRandom random, double step) {
    int n = random.nextInt(3, 13);
    double x = random.nextDouble(300, 700);
    double y = random.nextDouble(300, 700);
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * (i + 0.8 * random.nextDouble()) / n;
      double radius = random.nextDouble(40, 280);
      double px = x + radius * Math.cos(angle);
      double py = y + radius * Math.sin(angle);
      vertices.add(
          step == 0
              ? new Point(px, py)
              : new Point(step * Math.rint(px / step), step * Math.rint(py / step)));
    }
    if (random.nextBoolean()) {
      Collections.reverse(vertices);
    }
    return new Region(vertices);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 100})
  void sharesAreTheSameToTwelveDigitsAndDecisionsTheSame(double step) {
    SplittableRandom random = new SplittableRandom(7);
    int plain = 0;
    for (int i = 0; i < 3000; i++) {
      Region a = polygon(random, step);
      Region b = polygon(random, step);
      Overlap first = Overlap.of(a);
      Overlap second = Overlap.of(b);
      double iou = first.iou(second);
      for (double least : new double[] {1e-12, iou - 1e-12, iou, iou + 1e-12, 0.2, 0.5}) {
        assertThat(first.iouIsAtLeast(second, least)).as("%s %s", a, b).isEqualTo(iou >= least);
      }
      Optional<PlainPolygon> p = PlainPolygon.of(a);
      Optional<PlainPolygon> q = PlainPolygon.of(b);
      if (p.isPresent()) {
        assertThat(Shapes.asDrawn(a).isValid()).isTrue();
        assertThat(p.get().area()).isEqualTo(Shapes.repaired(a).getArea());
      }
      if (p.isPresent() && q.isPresent() && !a.equals(b)) {
        plain++;
        double shared = p.get().sharedArea(q.get());
        assertThat(shared / (first.area() + second.area() - shared))
            .as("%s %s", a, b)
            .isCloseTo(iou, within(1e-12));
      }
    }
    assertThat(plain).isGreaterThan(step == 100 ? 100 : 1000);
  }

  @Test
  void whatIsNotPlainToSeeIsLeftToTheLibrary() {
    assertThat(PlainPolygon.of(Region.of(0, 0, 10, 10, 10, 0, 0, 10))).isEmpty();
    assertThat(PlainPolygon.of(Region.of(0, 0, 10, 0, 20, 0, 20, 9))).isEmpty();
    assertThat(PlainPolygon.of(Region.of(0, 0, 10, 0, 10, 10, 5, 0, 0, 10))).isEmpty();
    assertThat(PlainPolygon.of(Region.box(5000, 5000, 5001, 5001))).isEmpty();
    assertThat(PlainPolygon.of(Region.of(5, 5))).isEmpty();
    assertThat(PlainPolygon.of(Region.box(500, 500, 510, 510))).isPresent();
  }
}
