package org.stowbench.scorer.misses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.stowbench.query.Answer;
import org.stowbench.query.Truth;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class MissRulesTest {

  /**
   * Four drawers below each other (0 to 3), a door beside them (4), one further on (5), a cabinet
   * above the drawers (6) behind the wall, and the frame around the two upper drawers (7).
   */
  private static final Scene KITCHEN =
      TestKitchens.scene(
          "kitchen",
          Region.box(0, 200, 100, 230),
          Region.box(0, 232, 100, 262),
          Region.box(0, 264, 100, 294),
          Region.box(0, 296, 100, 326),
          Region.box(104, 200, 204, 326),
          Region.box(400, 200, 500, 326),
          Region.box(0, 0, 100, 90),
          Region.box(-4, 196, 104, 264));

  private static Miss kind(Scene scene, Truth truth, Answer answer) {
    return new MissRules(TestKitchens.query("q", scene, "Whisk", "home", truth))
        .of(Optional.of(answer));
  }

  private static Miss kind(Scene scene, int truth, int answer) {
    return kind(scene, Truth.in(truth), Answer.container(answer));
  }

  private static Scene scene(Container... containers) {
    return Scene.of("home", List.of(containers));
  }

  private static Container inRoom(int id, String room) {
    return new Container(
        id,
        Optional.of("box " + id),
        Optional.empty(),
        Optional.empty(),
        Optional.of(room),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static Scene withSides(CountertopSide... sides) {
    List<Container> containers = new ArrayList<>();
    for (int id = 0; id < sides.length; id++) {
      containers.add(
          new Container(
              id,
              KITCHEN.container(id).outline(),
              Optional.empty(),
              OptionalDouble.empty(),
              Optional.of(sides[id]),
              OptionalInt.empty()));
    }
    return Scene.of("sides", containers);
  }

  @Test
  void notHereIsAMissOfItsOwnInBothDirections() {
    assertThat(kind(KITCHEN, Truth.in(2), Answer.NOT_HERE)).isEqualTo(Miss.SAID_NOT_HERE);
    assertThat(kind(KITCHEN, Truth.NOT_HERE, Answer.container(2))).isEqualTo(Miss.WAS_NOT_HERE);
    assertThat(kind(KITCHEN, Truth.NOT_HERE, Answer.region(Region.box(0, 0, 5, 5))))
        .isEqualTo(Miss.WAS_NOT_HERE);
    assertThatThrownBy(() -> kind(KITCHEN, Truth.NOT_HERE, Answer.NOT_HERE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is right");
  }

  @Test
  void noAnswerIsAMissWhereverTheItemIs() {
    for (Truth truth : List.of(Truth.NOT_HERE, Truth.in(3))) {
      assertThat(
              new MissRules(TestKitchens.query("q", KITCHEN, "Whisk", "home", truth))
                  .of(Optional.empty()))
          .isEqualTo(Miss.NO_ANSWER);
    }
  }

  @Test
  void drawersBelowEachOtherAreOneStackHoweverManyAreBetween() {
    assertThat(kind(KITCHEN, 0, 1)).isEqualTo(Miss.SAME_STACK);
    assertThat(kind(KITCHEN, 0, 3)).isEqualTo(Miss.SAME_STACK);
    assertThat(kind(KITCHEN, 3, 0)).isEqualTo(Miss.SAME_STACK);
  }

  @Test
  void aCabinetHighAboveIsInNoStackOfTheDrawers() {
    assertThat(kind(KITCHEN, 0, 6)).isEqualTo(Miss.ELSEWHERE);
  }

  @Test
  void whatStandsSideBySideIsNoStackThoughAWideDrawerJoinsTheirColumns() {
    Scene scene =
        TestKitchens.scene(
            "wide",
            Region.box(0, 0, 49, 30),
            Region.box(51, 0, 100, 30),
            Region.box(0, 32, 100, 60));

    assertThat(kind(scene, 0, 2)).isEqualTo(Miss.SAME_STACK);
    assertThat(kind(scene, 1, 2)).isEqualTo(Miss.SAME_STACK);
    assertThat(kind(scene, 0, 1)).isEqualTo(Miss.NEIGHBOUR);
  }

  @Test
  void aNeighbourSharesAnEdgeOrNearly() {
    assertThat(kind(KITCHEN, 0, 4)).isEqualTo(Miss.NEIGHBOUR);
    assertThat(kind(KITCHEN, 4, 3)).isEqualTo(Miss.NEIGHBOUR);
    assertThat(kind(KITCHEN, 4, 5)).isEqualTo(Miss.ELSEWHERE);
  }

  @Test
  void whatTouchesAtACornerAloneIsNoNeighbour() {
    Scene corner =
        TestKitchens.scene("corner", Region.box(0, 0, 100, 50), Region.box(100, 50, 200, 100));

    assertThat(kind(corner, 0, 1)).isEqualTo(Miss.ELSEWHERE);
  }

  @Test
  void anOutlineThatOverlapsTheTrueOneByAQuarterIsADuplicateOfIt() {
    assertThat(kind(KITCHEN, 0, 7)).isEqualTo(Miss.DUPLICATE); // 30 of 68 high: IoU 0.41
    assertThat(kind(KITCHEN, Truth.in(5), Answer.region(Region.box(400, 200, 500, 240))))
        .isEqualTo(Miss.DUPLICATE); // 40 of 126: IoU 0.32
    assertThat(kind(KITCHEN, Truth.in(5), Answer.region(Region.box(400, 200, 500, 220))))
        .isEqualTo(Miss.SAME_STACK); // IoU 0.16: a strip in its column
    assertThat(kind(KITCHEN, Truth.in(5), Answer.region(Region.box(0, 0, 1000, 1000))))
        .isNotEqualTo(Miss.DUPLICATE); // the whole photo is no outline of anything
  }

  @Test
  void theOtherSideOfTheCountertopComesBeforeStackAndNeighbour() {
    Scene scene =
        withSides(
            CountertopSide.ABOVE, CountertopSide.BELOW, CountertopSide.BELOW, CountertopSide.BELOW);

    assertThat(kind(scene, 0, 1)).isEqualTo(Miss.WRONG_SIDE);
    assertThat(kind(scene, 2, 0)).isEqualTo(Miss.WRONG_SIDE);
    assertThat(kind(scene, 1, 3)).isEqualTo(Miss.SAME_STACK);
  }

  @Test
  void noStackLeadsThroughTheOtherSideOfTheCountertop() {
    Scene scene =
        withSides(
            CountertopSide.BELOW, CountertopSide.ABOVE, CountertopSide.BELOW, CountertopSide.BELOW);

    assertThat(kind(scene, 0, 2)).isEqualTo(Miss.ELSEWHERE);
  }

  @Test
  void withoutOutlinesTheRoomTellsAndWithoutRoomsNothingDoes() {
    Scene rooms = scene(inRoom(0, "hall"), inRoom(1, "hall"), inRoom(2, "attic"));

    assertThat(kind(rooms, 0, 1)).isEqualTo(Miss.SAME_ROOM);
    assertThat(kind(rooms, 0, 2)).isEqualTo(Miss.OTHER_ROOM);
    assertThat(kind(scene(Container.named(0, "basket"), Container.named(1, "drawer")), 0, 1))
        .isEqualTo(Miss.ELSEWHERE);
  }

  @Test
  void inAHomeMeasuredInMetresBoxesTellWhatIsAboveAndBeside() {
    Scene scene =
        scene(
            inRoom(0, "hall").at(new Box3D(0, 0, 0.2, 0.5, 0.5, 0.4)),
            inRoom(1, "hall").at(new Box3D(0, 0, 0.6, 0.5, 0.5, 0.4)),
            inRoom(2, "hall").at(new Box3D(0.5, 0, 0.2, 0.5, 0.5, 0.4)),
            inRoom(3, "hall").at(new Box3D(3, 0, 0.2, 0.5, 0.5, 0.4)),
            Container.of(4, Region.box(0, 0, 10, 10)));

    assertThat(kind(scene, 0, 1)).isEqualTo(Miss.SAME_STACK);
    assertThat(kind(scene, 0, 2)).isEqualTo(Miss.NEIGHBOUR);
    assertThat(kind(scene, 0, 3)).isEqualTo(Miss.SAME_ROOM);
    assertThat(kind(scene, 0, 4)).isEqualTo(Miss.ELSEWHERE);
  }

  @Test
  void ofSeveralPlacesTheNearestTells() {
    assertThat(kind(KITCHEN, Truth.in(0, 5), Answer.container(4))).isEqualTo(Miss.NEIGHBOUR);
    assertThat(kind(KITCHEN, Truth.in(3, 4), Answer.container(0))).isEqualTo(Miss.SAME_STACK);
  }

  @Test
  void everyKindSaysInWordsWhatItIs() {
    assertThat(List.of(Miss.values()))
        .allSatisfy(kind -> assertThat(kind.description()).isNotBlank().doesNotEndWith("."))
        .extracting(Miss::title)
        .doesNotHaveDuplicates()
        .contains("said not here", "same stack");
  }
}
