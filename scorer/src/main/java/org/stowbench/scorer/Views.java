package org.stowbench.scorer;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Lists that hold nothing: what is in them is made when it is asked for. */
final class Views {

  private Views() {}

  static <T> List<T> of(int size, IntFunction<T> element) {
    return new View<>(size, element);
  }

  /** A list so many times, one after another. */
  static <T> List<T> repeated(List<T> list, int times) {
    return times == 1 ? list : joined(Collections.nCopies(times, list));
  }

  /** Lists of one length, one after another. */
  static <T> List<T> joined(List<List<T>> lists) {
    int each = lists.get(0).size();
    return of(each * lists.size(), i -> lists.get(i / each).get(i % each));
  }

  /** The elements at some places. */
  static <T> List<T> picked(List<T> list, int[] places) {
    return of(places.length, i -> list.get(places[i]));
  }

  private static final class View<T> extends AbstractList<T> implements RandomAccess {

    private final int size;
    private final IntFunction<T> element;

    View(int size, IntFunction<T> element) {
      this.size = size;
      this.element = element;
    }

    @Override
    public T get(int index) {
      return element.apply(index);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
