package org.stowbench.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.SceneAllowance;
import org.stowbench.testing.TestKitchens;

class QueryReaderTest {

  private static final int QUERIES = 1000;

  private final List<Integer> opened = new ArrayList<>();
  private int read;

  private final Dataset dataset =
      new Dataset() {
        @Override
        public DatasetInfo info() {
          return new DatasetInfo("made:split", "sha256:made", QUERIES, false);
        }

        @Override
        public Stream<LabeledQuery> queries() {
          return queriesFrom(0);
        }

        @Override
        public Stream<LabeledQuery> queriesFrom(long first) {
          opened.add((int) first);
          return IntStream.range((int) first, QUERIES).mapToObj(QueryReaderTest.this::made);
        }
      };

  private LabeledQuery made(int place) {
    read++;
    return TestKitchens.query(
        "q" + place, TestKitchens.row("s" + place, 2), "Whisk", "home", Answer.container(0));
  }

  private QueryReader reader(long bytes) {
    return new QueryReader(dataset, new SceneAllowance(1, bytes));
  }

  @Test
  void whoAsksForOneAfterTheOtherReadsEachOnceAndOpensTheSplitSeldom() {
    QueryReader reader = reader(0);

    for (int place = 0; place < QUERIES; place++) {
      assertThat(reader.at(place).query().id()).isEqualTo("q" + place);
    }

    assertThat(read).isEqualTo(QUERIES);
    assertThat(opened.size()).isLessThan(80);
  }

  @Test
  void whoJumpsAboutReadsNoMoreThanIsAskedFor() {
    QueryReader reader = reader(0);

    for (int place : new int[] {500, 3, 999, 3, 0, 400}) {
      assertThat(reader.at(place).query().id()).isEqualTo("q" + place);
    }

    assertThat(read).isEqualTo(6);
  }

  @Test
  void whatThereIsRoomForIsNotReadAgain() {
    QueryReader reader = reader(10_000); // a scene of this size is taken for 1,408 bytes
    dataset.queries().limit(20).forEach(reader::see);
    opened.clear();

    assertThat(IntStream.range(0, 7).mapToObj(place -> reader.at(place).query().id()))
        .containsExactly("q0", "q1", "q2", "q3", "q4", "q5", "q6");
    assertThat(opened).isEmpty();
    assertThat(reader.at(7).query().id()).isEqualTo("q7");
    assertThat(opened).containsExactly(7);
  }

  @Test
  void aSplitThatHasBecomeShorterIsRefused() {
    assertThatThrownBy(() -> reader(0).at(QUERIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("made:split: changed while it was read: it became shorter");
  }
}
