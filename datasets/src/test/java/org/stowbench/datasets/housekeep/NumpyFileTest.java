package org.stowbench.datasets.housekeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.testing.JavaWords;

/** Numbers and names are read from a pickle, and nothing that it names is ever run. */
class NumpyFileTest {

  @TempDir Path temp;

  private NumpyFile read(byte[] content) throws IOException {
    return NumpyFile.read(
        InputFile.of(Files.write(temp.resolve("a.npy"), content), FileKind.DOCUMENT));
  }

  @Test
  void numbers_and_names_are_read_in_both_of_their_forms() throws IOException {
    NumpyFile file =
        read(
            PickleBytes.file()
                .text("scores")
                .numbers(new double[] {1, 2, 3, 4, 5, 6}, 3, 2)
                .text("ranks")
                .integers(new long[] {-1, 9}, 2)
                .text("names")
                .raw("](")
                .scalar("soup_ladle")
                .text("mug")
                .raw("e")
                .closed());

    assertThat(file.numbers("scores", 3, -1).at(2, 1)).isEqualTo(6);
    assertThat(file.numbers("ranks", 2).at(0)).isEqualTo(-1);
    assertThat(file.names("names")).containsExactly("soup_ladle", "mug");
  }

  private static PickleBytes pickle() {
    return new PickleBytes();
  }

  private static byte[] npy(PickleBytes pickle) {
    return PickleBytes.npy(pickle.pickle());
  }

  static Stream<Arguments> hostile() {
    byte[] good = SmallHousekeep.answers();
    return Stream.of(
        Arguments.of(
            "a command",
            npy(pickle().global("os", "system").text("touch x").raw("\u0085R")),
            "os system: must be"),
        Arguments.of(
            "posix",
            npy(pickle().global("posix", "system").text("id").raw("\u0085R")),
            "posix system: must be"),
        Arguments.of(
            "an evaluation",
            npy(pickle().global("builtins", "eval").text("1").raw("\u0085R")),
            "builtins eval: must be"),
        Arguments.of(
            "getattr",
            npy(pickle().global("__builtin__", "getattr")),
            "__builtin__ getattr: must be"),
        Arguments.of(
            "another of numpy's", npy(pickle().global("numpy", "load")), "numpy load: must be"),
        Arguments.of(
            "a name with another's inside",
            npy(pickle().global("numpy ndarray", "")),
            "numpy ndarray : must be"),
        Arguments.of(
            "an exception", npy(pickle().global("builtins", "ValueError")), "must be ndarray"),
        Arguments.of(
            "a name without end",
            npy(pickle().raw("c" + "a".repeat(200))),
            "a name that does not end"),
        Arguments.of(
            "a name from the stack",
            npy(pickle().text("os").text("system").raw("\u0093")),
            "operation 147"),
        Arguments.of("an instance", npy(pickle().raw("(ios\nsystem\n")), "operation 105"),
        Arguments.of("an object", npy(pickle().raw("(o")), "operation 111"),
        Arguments.of(
            "a new object",
            npy(pickle().global("numpy", "ndarray").raw(")\u0081")),
            "operation 129"),
        Arguments.of("what lies elsewhere", npy(pickle().text("a").raw("Q")), "operation 81"),
        Arguments.of("a registered extension", npy(pickle().raw("\u0082\u0001")), "operation 130"),
        Arguments.of("copies", npy(pickle().raw("]22")), "operation 50"),
        Arguments.of(
            "a call of an array",
            npy(pickle().global("numpy", "ndarray").raw(")R")),
            "on what it is not for"),
        Arguments.of(
            "a call of a text", npy(pickle().text("a").raw(")R")), "on what it is not for"),
        Arguments.of(
            "a call without arguments",
            npy(pickle().global("numpy", "dtype").raw("]R")),
            "on what it is not for"),
        Arguments.of(
            "a reconstruction of another",
            npy(
                pickle()
                    .global("numpy.core.multiarray", "_reconstruct")
                    .text("a")
                    .raw(")C\u0001b\u0087R")),
            "on what it is not for"),
        Arguments.of("a state of a list", npy(pickle().raw("])b")), "on what it is not for"),
        Arguments.of(
            "an array told of twice",
            npy(
                pickle()
                    .numbers(new double[] {1}, 1)
                    .state("f8", "<", 1)
                    .binary(new byte[8])
                    .end()),
            "not told of as one"),
        Arguments.of(
            "a state that is too short",
            npy(pickle().array().raw("(K\u0001tb")),
            "on what it is not for"),
        Arguments.of(
            "a key that is a list", npy(pickle().raw("}]K\u0001s")), "on what it is not for"),
        Arguments.of("half a pair", npy(pickle().raw("}(K\u0001u")), "on what it is not for"),
        Arguments.of(
            "a huge array",
            npy(
                pickle()
                    .array()
                    .state("f8", "<", Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                    .binary(new byte[8])
                    .end()),
            "must have eight a number"),
        Arguments.of(
            "an array whose size runs over",
            npy(
                pickle()
                    .array()
                    .state("f8", "<", 65536, 65536, 65536, 65536)
                    .binary(new byte[0])
                    .end()),
            "must have eight a number"),
        Arguments.of(
            "a negative size",
            npy(pickle().array().state("f8", "<", -1, -1).binary(new byte[8]).end()),
            "whose size is no number"),
        Arguments.of(
            "many dimensions",
            npy(pickle().array().state("f8", "<", 1, 1, 1, 1, 1).binary(new byte[8]).end()),
            "in at most 4"),
        Arguments.of(
            "a huge length of bytes",
            npy(pickle().raw("B").number(Integer.MAX_VALUE)),
            "where 1 are left"),
        Arguments.of(
            "a negative length of bytes",
            npy(pickle().raw("B").number(-1)),
            "4,294,967,295 bytes, where"),
        Arguments.of(
            "a huge length of a text", npy(pickle().raw("X").number(1 << 30)), "where 1 are left"),
        Arguments.of(
            "numbers of another kind",
            npy(pickle().array().state("f4", "<", 2).binary(new byte[16]).end()),
            "expected an array of i8 or f8, found f4"),
        Arguments.of(
            "texts as numbers",
            npy(pickle().array().state("U2", "<", 1).binary(new byte[8]).end()),
            "expected an array of i8 or f8, found U2"),
        Arguments.of(
            "the other order of bytes",
            npy(pickle().array().state("f8", ">", 1).binary(new byte[8]).end()),
            "must have their lowest byte first"),
        Arguments.of(
            "objects among numbers",
            npy(pickle().array().state("O8", "|", 2).raw("](NNe").end()),
            "must be a single one"),
        Arguments.of(
            "a scalar that is no text",
            npy(
                pickle()
                    .global("numpy.core.multiarray", "scalar")
                    .type("f8", "<")
                    .binary(new byte[8])
                    .raw("\u0086R")),
            "a single value that is a text"),
        Arguments.of(
            "a character that is none",
            npy(
                pickle()
                    .global("numpy.core.multiarray", "scalar")
                    .type("U1", "<")
                    .binary(new byte[] {-1, -1, -1, 127})
                    .raw("\u0086R")),
            "no character"),
        Arguments.of("an end of nothing", npy(pickle().raw("t")), "damaged"),
        Arguments.of("nothing", npy(pickle()), "damaged"),
        Arguments.of("another version", npy(pickle().raw("\u0080\u0009")), "damaged"),
        Arguments.of("what was never kept", npy(pickle().raw("h\u0007")), "damaged"),
        Arguments.of("a number", npy(pickle().raw("K\u0001")), "does not hold a dictionary"),
        Arguments.of(
            "depth",
            npy(pickle().raw("]".repeat(50_000) + "a".repeat(49_999))),
            "does not hold a dictionary"),
        Arguments.of(
            "breadth", npy(pickle().raw("]".repeat(1_000_001))), "more than 1,000,000 operations"),
        Arguments.of("itself", npy(pickle().raw("]q\u0000h\u0000a")), "does not hold a dictionary"),
        Arguments.of(
            "something behind it",
            PickleBytes.npy(Arrays.copyOf(pickle().raw("K\u0001").pickle(), 9)),
            "4 bytes behind its end"),
        Arguments.of("an end in the middle", Arrays.copyOf(good, good.length - 200), ""),
        Arguments.of("an end in its header", Arrays.copyOf(good, 60), "expected one object"),
        Arguments.of("an end in its first line", Arrays.copyOf(good, 9), "must begin with"),
        Arguments.of(
            "plain numbers",
            PickleBytes.npy(
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", new byte[16]),
            "expected one object"),
        Arguments.of(
            "a header that is a program",
            PickleBytes.npy("{'descr': __import__('os').system('id'), 'shape': ()}", new byte[16]),
            "expected one object"),
        Arguments.of("text", "{\"scores\": []}".getBytes(), "must begin with"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void hostile(String what, byte[] content, String words) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a.npy")
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(JavaWords.in(e.getMessage())).isEmpty());
    assertThat(temp.resolve("x")).doesNotExist();
  }

  @Test
  void references_that_multiply_are_not_followed() throws IOException {
    // Thirty pairs, each of two of the one before: a thousand million things, if somebody counted.
    PickleBytes file = PickleBytes.file().text("bomb").raw("]q\u0000");
    for (char level = 1; level <= 30; level++) {
      file.raw("h" + (char) (level - 1) + "\u0086q" + level);
    }
    NumpyFile read = read(file.closed());
    assertThatThrownBy(() -> read.names("bomb"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("field bomb: missing: must be a list of names");
  }

  @Test
  void what_is_asked_for_must_be_there_and_of_its_kind() throws IOException {
    NumpyFile file =
        read(
            PickleBytes.file()
                .text("scores")
                .numbers(new double[] {1, 2}, 2)
                .text("names")
                .names(List.of("car_jack", "Car jack"))
                .text("blank")
                .names(List.of(" "))
                .closed());
    refused(() -> file.numbers("scores", 3), "field scores: expected an array of 3, found 2");
    refused(() -> file.numbers("scores", 2, 1), "expected an array of 2 x 1, found 2");
    refused(() -> file.numbers("names", 2), "field names: missing: must be an array of numbers");
    refused(() -> file.numbers("none", 2), "field none: missing");
    refused(() -> file.names("scores"), "field scores: missing: must be a list of names");
    refused(() -> file.names("names"), "field names[1]: Car jack is there twice");
    refused(() -> file.names("blank"), "field blank[0]: no name");
  }

  private static void refused(Runnable reading, String words) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(words);
  }
}
