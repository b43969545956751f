package org.stowbench.datasets.housekeep;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Reads a pickle that holds numbers, texts, lists, dictionaries and NumPy's arrays of these, and
 * refuses any other. A pickle is a program: it names functions and calls them. Here it can name
 * four, which are a list of this class, and nothing that it holds is run.
 *
 * <p>What else is refused: every operation that such arrays do not need; a length that is longer
 * than what is left of the file; more than {@value #MOST_OPERATIONS} operations; keys of
 * dictionaries that are no texts, since to compare others may take forever. Whatever it holds in
 * itself, or deeply, is not looked into: who wants a list of names takes nothing else.
 */
final class StrictUnpickler extends Unpickler {

  /** Some hundred times as many as in Housekeep's largest file. */
  private static final int MOST_OPERATIONS = 1_000_000;

  private static final int LONGEST_NAME = 100;

  private static final Set<Short> ALLOWED =
      Set.of(
          Opcodes.PROTO,
          Opcodes.STOP,
          Opcodes.MARK,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.BINUNICODE,
          Opcodes.BINBYTES,
          Opcodes.SHORT_BINBYTES,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.EMPTY_LIST,
          Opcodes.APPEND,
          Opcodes.APPENDS,
          Opcodes.EMPTY_DICT,
          Opcodes.SETITEM,
          Opcodes.SETITEMS,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.GLOBAL,
          Opcodes.REDUCE,
          Opcodes.BUILD);

  /** What a pickle may name: two kinds of things, and how they are made. */
  private enum Named {
    ARRAY("numpy ndarray"),
    TYPE("numpy dtype"),
    MAKE_ARRAY("numpy.core.multiarray _reconstruct"),
    MAKE_SCALAR("numpy.core.multiarray scalar");

    private final String text;

    Named(String text) {
      this.text = text;
    }
  }

  private final ByteArrayInputStream bytes;
  private final InputLocation location;
  private final int length;
  private int operations;

  private StrictUnpickler(ByteArrayInputStream bytes, InputLocation location) {
    this.bytes = bytes;
    this.location = location;
    this.length = bytes.available();
  }

  /**
   * Reads one.
   *
   * @param bytes where it begins; read to its end
   * @return a text, a number, a byte[], null, a Boolean, an Object[], a List, a Map by texts or a
   *     {@link NumpyArray}
   * @throws InvalidInputException if there is anything else in it, it is damaged, or something is
   *     behind it
   */
  static Object read(ByteArrayInputStream bytes, InputLocation location) {
    try {
      Object value = new StrictUnpickler(bytes, location).load(bytes);
      if (bytes.available() > 0) {
        throw new InvalidInputException(
            location, "%,d bytes behind its end: must end there".formatted(bytes.available()));
      }
      return value;
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          location, "damaged: what it stores ends early or does not fit together", e);
    }
  }

  @Override
  protected Object dispatch(short operation) throws PickleException, IOException {
    if (!ALLOWED.contains(operation)) {
      throw refused(
          "operation %d, which numbers and names do not need: must be of these alone"
              .formatted(operation));
    }
    if (++operations > MOST_OPERATIONS) {
      throw refused(
          String.format(Locale.ROOT, "more than %,d operations: must be fewer", MOST_OPERATIONS));
    }
    switch (operation) {
      case Opcodes.GLOBAL -> stack.add(named(line() + " " + line()));
      case Opcodes.REDUCE -> call();
      case Opcodes.BUILD -> build();
      case Opcodes.SETITEM, Opcodes.SETITEMS -> put(operation == Opcodes.SETITEM);
      case Opcodes.BINUNICODE, Opcodes.BINBYTES -> {
        requireLength();
        return super.dispatch(operation);
      }
      default -> {
        return super.dispatch(operation);
      }
    }
    return NO_RETURN_VALUE;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int next = bytes.read(); next != '\n'; next = bytes.read()) {
      if (next < 0 || line.length() == LONGEST_NAME) {
        throw refused("a name that does not end: must be one of numpy's");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private Named named(String name) {
    for (Named one : Named.values()) {
      if (one.text.equals(name)) {
        return one;
      }
    }
    throw refused(
        "%s: must be ndarray, dtype, _reconstruct or scalar of numpy alone, since what a pickle names may be a program"
            .formatted(InvalidInputException.excerpt(name)));
  }

  /** The next four bytes are a length: of no more than there is. */
  private void requireLength() {
    byte[] four = new byte[4];
    bytes.mark(four.length);
    int read = bytes.read(four, 0, four.length);
    bytes.reset();
    long wanted = 0;
    for (int i = four.length - 1; i >= 0; i--) {
      wanted = wanted << 8 | four[i] & 0xFF;
    }
    int left = Math.max(0, bytes.available() - four.length);
    if (read < four.length || wanted > left) {
      throw refused(
          String.format(
              Locale.ROOT, "a text or an array of %,d bytes, where %,d are left", wanted, left));
    }
  }

  private void call() {
    Object[] arguments = tuple(stack.pop());
    Object called = stack.pop();
    if (called == Named.MAKE_ARRAY && arguments.length == 3 && arguments[0] == Named.ARRAY) {
      stack.add(new NumpyArray());
    } else if (called == Named.TYPE && arguments.length == 3) {
      stack.add(new NumpyType(text(arguments[0])));
    } else if (called == Named.MAKE_SCALAR
        && arguments.length == 2
        && arguments[0] instanceof NumpyType type
        && arguments[1] instanceof byte[] content) {
      stack.add(type.text(content, location));
    } else {
      throw misfit();
    }
  }

  private void build() {
    Object[] state = tuple(stack.pop());
    Object built = stack.peek();
    if (built instanceof NumpyType type && state.length >= 2) {
      type.order(text(state[1]), location);
    } else if (built instanceof NumpyArray array && state.length == 5) {
      array.fill(state, location);
    } else {
      throw misfit();
    }
  }

  private void put(boolean one) {
    List<Object> pairs;
    if (one) {
      Object value = stack.pop();
      pairs = Arrays.asList(stack.pop(), value);
    } else {
      pairs = stack.pop_all_since_marker();
    }
    if (!(stack.peek() instanceof Map<?, ?> map) || pairs.size() % 2 != 0) {
      throw misfit();
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      entries.put(text(pairs.get(i)), pairs.get(i + 1));
    }
    @SuppressWarnings("unchecked") // it is empty, or was filled here
    Map<String, Object> target = (Map<String, Object>) map;
    target.putAll(entries);
  }

  private Object[] tuple(Object value) {
    if (value instanceof Object[] tuple) {
      return tuple;
    }
    throw misfit();
  }

  private String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw misfit();
  }

  private InvalidInputException misfit() {
    return refused("an operation on what it is not for: must be numbers and names alone");
  }

  private InvalidInputException refused(String why) {
    return new InvalidInputException(
        location, "byte %d of what it stores: %s".formatted(length - bytes.available(), why));
  }
}
