package org.stowbench.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stowbench.io.InvalidInputException;
import org.stowbench.run.RunMode;
import org.stowbench.run.RunModes;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read, and refused in the user's words. */
final class Values {

  private Values() {}

  /**
   * A reader of one type. Not a lambda of picocli's interface: that is of a class format so old
   * that Java 17 sometimes crashes when it archives such a lambda, and the launcher starts from an
   * archive.
   */
  private record Converter<T>(Function<String, T> reading) implements ITypeConverter<T> {
    @Override
    public T convert(String text) {
      return reading.apply(text);
    }
  }

  /** Makes a command line, with all its commands, read values so. */
  static void register(CommandLine commandLine) {
    commandLine
        .registerConverter(int.class, new Converter<>(Values::toInt))
        .registerConverter(Integer.class, new Converter<>(Values::toInt))
        .registerConverter(long.class, new Converter<>(Values::toLong))
        .registerConverter(Long.class, new Converter<>(Values::toLong))
        .registerConverter(double.class, new Converter<>(Values::toDouble))
        .registerConverter(Double.class, new Converter<>(Values::toDouble))
        .registerConverter(Path.class, new Converter<>(Values::toPath))
        .registerConverter(RunMode.class, new Converter<>(Values::toMode));
    registerChoices(commandLine, commandLine.getCommandSpec());
  }

  /**
   * Words to choose from, spelled as help shows them; picocli would take and list two spellings.
   */
  private static void registerChoices(CommandLine commandLine, CommandSpec command) {
    for (ArgSpec argument : command.args()) {
      for (Class<?> type : argument.typeInfo().getAuxiliaryTypes()) {
        register(commandLine, type);
      }
    }
    command
        .subcommands()
        .values()
        .forEach(sub -> registerChoices(commandLine, sub.getCommandSpec()));
  }

  private static <T> void register(CommandLine commandLine, Class<T> type) {
    if (type.isEnum()) {
      commandLine.registerConverter(type, new Converter<>(text -> toChoice(type, text)));
    }
  }

  private static <T> T toChoice(Class<T> type, String text) {
    List<T> choices = List.of(type.getEnumConstants());
    return choices.stream()
        .filter(choice -> choice.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' must be %s"
                        .formatted(
                            text,
                            choices.stream().map(T::toString).collect(Collectors.joining(", ")))));
  }

  /**
   * An option's value, if it is large enough.
   *
   * @throws InvalidInputException if it is not
   */
  static int atLeast(int least, String option, int value) {
    return (int) atLeast(least, option, (long) value);
  }

  /** As {@link #atLeast(int, String, int)}. */
  static long atLeast(int least, String option, long value) {
    if (value < least) {
      throw new InvalidInputException("%s %d: must be %d or more".formatted(option, value, least));
    }
    return value;
  }

  private static Integer toInt(String text) {
    return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static Long toLong(String text) {
    return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static long whole(String text, long least, long most) {
    BigInteger number;
    try {
      number = new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
    if (number.compareTo(BigInteger.valueOf(least)) < 0
        || number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new TypeConversionException(
          "'%s' must be between %d and %d".formatted(text, least, most));
    }
    return number.longValue();
  }

  private static Double toDouble(String text) {
    try {
      double number = new BigDecimal(text).doubleValue();
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new TypeConversionException("'" + text + "' is not a number");
  }

  private static RunMode toMode(String text) {
    RunMode mode = RunModes.all().get(text.toLowerCase(Locale.ROOT));
    if (mode == null) {
      throw new TypeConversionException(
          "expected %s but was '%s'".formatted(RunModes.names(), text));
    }
    return mode;
  }

  private static Path toPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' cannot be the name of a file");
    }
  }
}
