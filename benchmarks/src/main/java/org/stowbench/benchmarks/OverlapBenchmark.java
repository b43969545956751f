package org.stowbench.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** IoU of the pairs of a scene's candidates whose bounds overlap: what a scene's geometry costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OverlapBenchmark {

  private record Both(Overlap one, Overlap other) {}

  private final List<Both> pairs = new ArrayList<>();
  private int next;

  /** Pairs up the candidates of each scene. */
  @Setup
  public void pairUp(Measured measured) {
    for (Scene scene : measured.queries().stream().map(Query::scene).distinct().toList()) {
      List<Region> regions =
          scene.containers().stream().map(Container::region).flatMap(r -> r.stream()).toList();
      List<Overlap> prepared = regions.stream().map(Overlap::of).toList();
      for (int i = 0; i < regions.size(); i++) {
        for (int j = i + 1; j < regions.size(); j++) {
          if (overlap(regions.get(i).bounds(), regions.get(j).bounds())) {
            pairs.add(new Both(prepared.get(i), prepared.get(j)));
          }
        }
      }
    }
  }

  private static boolean overlap(Region.Box a, Region.Box b) {
    return Math.min(a.right(), b.right()) > Math.max(a.left(), b.left())
        && Math.min(a.bottom(), b.bottom()) > Math.max(a.top(), b.top());
  }

  private Both nextPair() {
    Both pair = pairs.get(next);
    next = next + 1 < pairs.size() ? next + 1 : 0;
    return pair;
  }

  /** One pair after the other, by the library's overlay, as values that are written down are. */
  @Benchmark
  public double iou() {
    Both pair = nextPair();
    return pair.one().iou(pair.other());
  }

  /** One pair after the other against a threshold, by bounds and clipping where they suffice. */
  @Benchmark
  public boolean sameContainer() {
    Both pair = nextPair();
    return pair.one().iouIsAtLeast(pair.other(), PhysicalContainers.SAME);
  }
}
