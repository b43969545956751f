package org.stowbench.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Truths in several places, and what a query may know. */
class KnownHouseholdTest {

  private static final Scene HOME =
      Scene.of("home", List.of(Container.named(0, "top drawer"), Container.named(1, "shelf")));
  private static final Query WHISK = new Query("q", HOME, "whisk");
  private static final KnownPlacement SPOON = new KnownPlacement("spoon", Answer.container(1));

  @Test
  void aTruthInSeveralPlacesIsRightInAnyAndKnowsNoOrder() {
    Truth truth = Truth.in(5, 3, 5);

    assertThat(truth).isEqualTo(Truth.in(3, 5)).hasToString("containers 3, 5");
    assertThat(truth.first()).isEqualTo(Answer.container(3));
    assertThat(truth.answers()).containsExactly(Answer.container(3), Answer.container(5));
    assertThat(truth.holds(Answer.container(5))).isTrue();
    assertThat(truth.holds(Answer.container(4))).isFalse();
    assertThat(truth.holds(Answer.NOT_HERE)).isFalse();
    assertThat(truth.isNotHere()).isFalse();
  }

  @Test
  void aTruthThatIsNotHereHasThatAnswerAlone() {
    assertThat(Truth.of(Answer.NOT_HERE)).isEqualTo(Truth.NOT_HERE).hasToString("\"not here\"");
    assertThat(Truth.NOT_HERE.answers()).containsExactly(Answer.NOT_HERE);
    assertThat(Truth.NOT_HERE.isNotHere()).isTrue();
  }

  @Test
  void aTruthIsNoRegionAndNoNumberBelowZero() {
    assertThatThrownBy(() -> Truth.of(Answer.region(Region.of(1, 2))))
        .hasMessage("truth is a free region: must be a container of the scene or not here");
    assertThatThrownBy(() -> Truth.in(2, -1))
        .hasMessage("truth is container -1: must be 0 or more");
  }

  @Test
  void eachPlaceOfATruthMustBeInTheScene() {
    assertThatThrownBy(
            () -> new LabeledQuery(WHISK, new Household("h"), Truth.in(0, 2), Votes.NONE))
        .hasMessage("query q: truth is container 2: scene home has 2, numbered from 0");
  }

  @Test
  void aQueryKeepsWhatItKnowsAndNobodyChangesItLater() {
    List<KnownPlacement> told = new ArrayList<>(List.of(SPOON));
    Query query = WHISK.knowing(told);
    told.clear();

    assertThat(WHISK.known()).isEmpty();
    assertThat(query.known()).containsExactly(SPOON);
    assertThatThrownBy(() -> query.known().add(SPOON))
        .isInstanceOf(UnsupportedOperationException.class);
    LabeledQuery labeled =
        new LabeledQuery(WHISK, new Household("h"), Truth.in(0, 1), Votes.NONE)
            .knowing(List.of(SPOON));
    assertThat(labeled.query()).isEqualTo(query);
    assertThat(labeled.truth()).isEqualTo(Truth.in(0, 1));
  }

  @Test
  void aQueryNeverKnowsTheItemThatItAsksForUnderAnySpelling() {
    assertThatThrownBy(
            () -> WHISK.knowing(List.of(SPOON, new KnownPlacement("Whisks", Answer.NOT_HERE))))
        .hasMessage(
            "query q: knows where Whisks is, and asks for whisk: must not be the same item");
  }

  @Test
  void whatIsKnownIsInTheSceneOrNotHere() {
    assertThatThrownBy(() -> WHISK.knowing(List.of(new KnownPlacement("cup", Answer.container(2)))))
        .hasMessage(
            "query q: known placement of cup is container 2: scene home has 2, numbered from 0");
    assertThatThrownBy(() -> new KnownPlacement("cup", Answer.region(Region.of(1, 2))))
        .hasMessageContaining("must be a container of the scene or not here");
    assertThatThrownBy(() -> new KnownPlacement(" ", Answer.NOT_HERE))
        .hasMessage("known placement: item must not be blank");
  }
}
