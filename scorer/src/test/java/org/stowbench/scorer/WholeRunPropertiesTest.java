package org.stowbench.scorer;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.OfficialData;

/** Of kitchens that are made up, and, where the official data is, of real ones. */
class WholeRunPropertiesTest extends WholeRunProperties {

  private static final List<List<LabeledQuery>> REAL =
      OfficialData.folder()
          .map(
              folder ->
                  List.copyOf(
                      OfficialSplits.eval(folder)
                          .queries()
                          .collect(Collectors.groupingBy(LabeledQuery::household))
                          .values()))
          .orElse(List.of());

  @Override
  protected List<LabeledQuery> queries(Random random) {
    return REAL.isEmpty() || random.nextBoolean() ? madeUp(random) : real(random);
  }

  private static List<LabeledQuery> real(Random random) {
    return IntStream.range(0, 2)
        .mapToObj(i -> REAL.get(random.nextInt(REAL.size())))
        .distinct()
        .flatMap(household -> household.stream().limit(3))
        .toList();
  }
}
