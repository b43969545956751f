package org.stowbench.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowbench.scene.Region;

class LabelPlacesTest {

  private static final Region.Box FRAME = new Region.Box(0, 0, 1024, 640);

  private static LabelPlaces.Wanted number(Region region) {
    return new LabelPlaces.Wanted(region, 1.24, 1.15, 11, 20);
  }

  private static void apart(List<LabelPlaces.Placed> places) {
    for (LabelPlaces.Placed a : places) {
      assertThat(
              places.stream()
                  .filter(b -> b != a)
                  .filter(b -> a.box().left() < b.box().right() && b.box().left() < a.box().right())
                  .filter(
                      b -> a.box().top() < b.box().bottom() && b.box().top() < a.box().bottom()))
          .isEmpty();
    }
  }

  @Test
  void aNumberStandsInTheMiddleAsLargeAsItMayBe() {
    LabelPlaces.Placed place =
        new LabelPlaces(FRAME).place(List.of(number(Region.box(100, 100, 300, 200)))).get(0);

    assertThat(place.box().center().x()).isEqualTo(200);
    assertThat(place.box().center().y()).isEqualTo(150);
    assertThat(place.size()).isEqualTo(20);
    assertThat(place.isBeside()).isFalse();
  }

  @Test
  void inAnLItStandsWhereTheLIsWide() {
    Region l = Region.of(0, 0, 20, 0, 20, 400, 300, 400, 300, 600, 0, 600);

    LabelPlaces.Placed place = new LabelPlaces(FRAME).place(List.of(number(l))).get(0);

    assertThat(place.box().top()).isGreaterThan(400);
    assertThat(place.isBeside()).isFalse();
  }

  @Test
  void whatIsTooSmallHasItsNumberBesideItAndALineToIt() {
    Region whole = Region.box(100, 100, 500, 300);
    Region knob = Region.box(297, 198, 303, 202);

    List<LabelPlaces.Placed> places =
        new LabelPlaces(FRAME).place(List.of(number(whole), number(knob)));

    apart(places);
    assertThat(places.get(0).isBeside()).isFalse();
    assertThat(
            places.get(0).box().left() > 303
                || places.get(0).box().right() < 297
                || places.get(0).box().top() > 202
                || places.get(0).box().bottom() < 198)
        .isTrue();
    assertThat(places.get(1).inside().x()).isBetween(297.0, 303.0);
  }

  @Test
  void pointsLinesAndWhatLiesOutsideOfThePictureAreNamedInIt() {
    List<LabelPlaces.Placed> places =
        new LabelPlaces(FRAME)
            .place(
                List.of(
                    number(Region.of(5, 5)),
                    number(Region.of(5, 5, 5, 5)),
                    number(Region.of(0, 0, 1024, 640)),
                    number(Region.box(-90, -90, -50, -50)),
                    number(Region.of(0, 0, 100, 100, 100, 0, 0, 100))));

    apart(places);
    for (LabelPlaces.Placed place : places) {
      assertThat(place.box().left()).isGreaterThanOrEqualTo(0);
      assertThat(place.box().top()).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void inACrowdNoneCoversAnotherAndWhatComesLaterKeepsOutOfTheWay() {
    List<LabelPlaces.Wanted> numbers = new ArrayList<>();
    List<LabelPlaces.Wanted> later = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      double x = 20 + i % 8 * 120;
      double y = 20 + i / 8 * 90;
      Region region = Region.box(x, y, x + 110, y + 80);
      numbers.add(number(region));
      // The drawer around it, as detectors find it: the same place again.
      numbers.add(number(region));
      later.add(new LabelPlaces.Wanted(region, 9, 1.15, 11, 20));
    }
    LabelPlaces labels = new LabelPlaces(FRAME);

    List<LabelPlaces.Placed> places = new ArrayList<>(labels.place(numbers));
    places.addAll(labels.place(later));

    assertThat(places).hasSize(144);
    apart(places);
  }

  @Test
  void whereThereIsNoRoomAtAllWordsGetSmaller() {
    List<LabelPlaces.Wanted> numbers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      numbers.add(number(Region.box(0, 0, 50, 50)));
    }

    List<LabelPlaces.Placed> places = new LabelPlaces(new Region.Box(0, 0, 50, 50)).place(numbers);

    apart(places);
    assertThat(places).anyMatch(place -> place.size() < 11);
  }
}
