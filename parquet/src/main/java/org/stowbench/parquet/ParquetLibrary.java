package org.stowbench.parquet;

import static java.lang.invoke.MethodType.methodType;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.stowbench.extra.ExtraLibraries;
import org.stowbench.io.FileProblem;

/**
 * Parquet's own library, which is not there when this is compiled: its methods are looked up by
 * name. It was made for Hadoop, which is not here either. What is used of it never asks for Hadoop,
 * as long as nothing is packed: then the same rows are the same bytes everywhere, too.
 */
final class ParquetLibrary {

  /** So many bytes of rows are held before they are written. */
  private static final long GROUP = 16L << 20;

  private static final String HOME = "org.apache.parquet.";
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private final ClassLoader loader;

  private ParquetLibrary(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The library, which is fetched where it is not here yet.
   *
   * @throws org.stowbench.io.InvalidInputException if it cannot be had
   */
  static ParquetLibrary of(ExtraLibraries libraries) {
    return new ParquetLibrary(libraries.load(ParquetLibrary.class, "libraries.txt", "Parquet"));
  }

  /**
   * Begins a table.
   *
   * @param file where there is nothing yet
   * @param known the file that the user knows, for messages
   */
  ParquetTable create(Path file, Path known, List<ParquetColumn> columns) throws IOException {
    Class<?> schemas = type("schema.MessageType");
    Class<?> builders = type("hadoop.ParquetWriter$Builder");
    Class<?> examples = type("hadoop.example.ExampleParquetWriter$Builder");
    Class<?> codecs = type("compression.CompressionCodecFactory");
    Object schema =
        call(
            function(type("schema.MessageTypeParser"), "parseMessageType", schemas, String.class),
            columns.stream()
                .map(ParquetColumn::schema)
                .collect(Collectors.joining(" ", "message schema { ", " }")));
    Object builder =
        call(
            function(
                type("hadoop.example.ExampleParquetWriter"),
                "builder",
                examples,
                type("io.OutputFile")),
            call(constructor(type("io.LocalOutputFile"), Path.class), file));
    call(method(examples, "withType", examples, schemas), builder, schema);
    call(
        method(builders, "withConf", builders, type("conf.ParquetConfiguration")),
        builder,
        call(constructor(type("conf.PlainParquetConfiguration"))));
    call(method(builders, "withCodecFactory", builders, codecs), builder, notPacking(codecs));
    call(method(builders, "withRowGroupSize", builders, long.class), builder, GROUP);
    MethodHandle build = method(builders, "build", type("hadoop.ParquetWriter"));
    Object writer = FileProblem.naming(known, () -> call(build, builder));
    return new ParquetTable(this, schema, writer, known, columns);
  }

  /** The library's own packers would ask for Hadoop as soon as they are made. */
  private Object notPacking(Class<?> codecs) {
    Object unpacked = constant("hadoop.metadata.CompressionCodecName", "UNCOMPRESSED");
    Object packer =
        instance(
            type("compression.CompressionCodecFactory$BytesInputCompressor"),
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "compress" -> arguments[0];
                  case "getCodecName" -> unpacked;
                  default -> null; // release
                });
    return instance(
        codecs,
        (self, method, arguments) -> method.getName().equals("getCompressor") ? packer : null);
  }

  private Object instance(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler);
  }

  private Object constant(String type, String name) {
    return found(() -> type(type).getField(name).get(null));
  }

  /** A class of the library, by what stands behind {@code org.apache.parquet.} in its name. */
  Class<?> type(String name) {
    return found(() -> Class.forName(HOME + name, true, loader));
  }

  // One by one, without a look at the methods beside them, which may speak of Hadoop.

  static MethodHandle method(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    return found(() -> LOOKUP.findVirtual(owner, name, methodType(result, parameters)));
  }

  private static MethodHandle function(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    return found(() -> LOOKUP.findStatic(owner, name, methodType(result, parameters)));
  }

  static MethodHandle constructor(Class<?> owner, Class<?>... parameters) {
    return found(() -> LOOKUP.findConstructor(owner, methodType(void.class, parameters)));
  }

  /** Calls a method of the library. */
  static Object call(MethodHandle method, Object... arguments) throws IOException {
    try {
      return method.invokeWithArguments(arguments);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Parquet's library throws what it does not declare", e);
    }
  }

  private interface LookUp<T> {
    T find() throws ReflectiveOperationException;
  }

  private static <T> T found(LookUp<T> lookUp) {
    try {
      return lookUp.find();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the library whose checksum is listed has it", e);
    }
  }
}
