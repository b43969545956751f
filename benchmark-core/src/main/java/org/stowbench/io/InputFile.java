package org.stowbench.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A file from outside, the one way in which this project opens any. A folder, a pipe, a device or
 * what the system makes up in its place, one that is longer than its {@link FileKind} allows, one
 * that cannot be read, and text that is not UTF-8 are refused with {@link InvalidInputException} by
 * every method; a byte order mark before text is passed over.
 *
 * <p>Reading never uses a channel: a channel is closed for good when the thread that reads is
 * interrupted, and a run that is interrupted is to end cleanly instead.
 */
public final class InputFile {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Kinds of file systems of Linux that hold no files of anybody. */
  private static final Set<String> MADE_UP =
      Set.of("proc", "sysfs", "debugfs", "tracefs", "securityfs", "configfs", "cgroup", "cgroup2");

  private interface Opener {
    InputStream open() throws IOException;
  }

  private final Optional<Path> path;
  private final InputLocation location;
  private final FileKind kind;
  private final Opener opener;

  private InputFile(Optional<Path> path, InputLocation location, FileKind kind, Opener opener) {
    this.path = path;
    this.location = location;
    this.kind = kind;
    this.opener = opener;
  }

  /** A file on disk; nothing is looked at yet. */
  public static InputFile of(Path path, FileKind kind) {
    InputLocation location = InputLocation.of(path);
    return new InputFile(
        Optional.of(path),
        location,
        kind,
        () -> {
          check(path, location, kind);
          return new FileInputStream(path.toFile());
        });
  }

  /** A file that ships beside a class. */
  public static InputFile resource(Class<?> beside, String name) {
    return shipped(name, () -> beside.getResourceAsStream(name));
  }

  /** A file of the libraries that a loader has. */
  public static InputFile resource(ClassLoader libraries, String name) {
    return shipped(name, () -> libraries.getResourceAsStream(name));
  }

  private static InputFile shipped(String name, Supplier<InputStream> opened) {
    return new InputFile(
        Optional.empty(),
        InputLocation.of(name),
        FileKind.DOCUMENT,
        () -> {
          InputStream in = opened.get();
          if (in == null) {
            throw new IllegalArgumentException("nothing called " + name + " ships with Stowbench");
          }
          return in;
        });
  }

  /** The same file; each time that it is read to its end, the digest has seen all of its bytes. */
  public InputFile digested(MessageDigest digest) {
    return new InputFile(path, location, kind, () -> new DigestInputStream(opener.open(), digest));
  }

  /**
   * The same file; what its first bytes say is packed with gzip, is unpacked while it is read. What
   * its kind allows is then held against what comes out.
   */
  public InputFile unpacked() {
    return new InputFile(
        path,
        location,
        kind,
        () -> {
          InputStream in = new BufferedInputStream(opener.open(), 1 << 16);
          in.mark(2);
          boolean packed = in.read() == 0x1f && in.read() == 0x8b;
          in.reset();
          return packed ? new Unpacked(in, location) : in;
        });
  }

  /** The file, for messages. */
  public InputLocation location() {
    return location;
  }

  /** Whether there is anything of this name, be it something that reading would refuse. */
  public boolean exists() {
    return path.isEmpty() || Files.exists(path.get());
  }

  private static long check(Path path, InputLocation location, FileKind kind) {
    try {
      BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
      if (is.isDirectory()) {
        throw new InvalidInputException(location, "is a folder: must be a file");
      }
      if (!is.isRegularFile()) {
        throw new InvalidInputException(location, "is a device or a pipe: must be a plain file");
      }
      if (is.size() == 0) {
        refuseMadeUp(path, location);
      }
      if (is.size() > kind.most()) {
        throw tooLong(location, kind, is.size());
      }
      return is.size();
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /**
   * What the system makes up while it is read looks like an empty file, and may keep who reads it
   * waiting for ever, as {@code /proc/kmsg} does.
   */
  private static void refuseMadeUp(Path path, InputLocation location) throws IOException {
    if (MADE_UP.contains(Files.getFileStore(path).type())) {
      throw new InvalidInputException(
          location, "is made up by the system while it is read: must be a plain file");
    }
  }

  private static InvalidInputException tooLong(InputLocation location, FileKind kind, long size) {
    return new InvalidInputException(
        location, String.format(Locale.ROOT, "%,d bytes: must be at most %,d", size, kind.most()));
  }

  private static InvalidInputException unreadable(InputLocation location, IOException e) {
    return new InvalidInputException(location, FileProblem.why(e), e);
  }

  /** How many bytes it has. */
  public long size() {
    return path.isPresent() ? check(path.get(), location, kind) : bytes().length;
  }

  /** Its bytes as a stream that the caller closes; its errors name the file. */
  public InputStream open() {
    try {
      return new Guarded(opener.open());
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** As {@link #open()}, from a byte on. */
  public InputStream openAt(long offset) {
    InputStream in = open();
    try {
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** A file on disk, for reading here and there; the caller closes it. */
  public static RandomAccessFile openRandom(Path file, FileKind kind) {
    InputLocation location = InputLocation.of(file);
    check(file, location, kind);
    try {
      return new RandomAccessFile(file.toFile(), "r");
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** All of its bytes. */
  public byte[] bytes() {
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** All of its text, behind a byte order mark. */
  public String text() {
    return text(bytes(), location);
  }

  /** Bytes as text, behind a byte order mark; where they are not UTF-8, that is an error there. */
  static String text(byte[] bytes, InputLocation location) {
    int mark = markLength(bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
          .toString();
    } catch (CharacterCodingException e) {
      throw unreadable(location, e);
    }
  }

  /** How many bytes of a byte order mark a text begins with. */
  static int markLength(byte[] bytes) {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (i >= bytes.length || bytes[i] != BYTE_ORDER_MARK[i]) {
        return 0;
      }
    }
    return BYTE_ORDER_MARK.length;
  }

  /** Its lines without their ends. */
  public List<String> lines() {
    return text().lines().toList();
  }

  /**
   * Its text as a stream behind a byte order mark. What is not UTF-8 makes it throw {@link
   * CharacterCodingException}: only who reads knows in which record that is.
   */
  Reader reader() {
    return new BufferedReader(
        new InputStreamReader(openBehindMark(), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
  }

  private InputStream openBehindMark() {
    InputStream in = new BufferedInputStream(open(), 1 << 16);
    try {
      in.mark(BYTE_ORDER_MARK.length);
      if (markLength(in.readNBytes(BYTE_ORDER_MARK.length)) == 0) {
        in.reset();
      }
      return in;
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /**
   * Its first character that is no white space, behind a byte order mark; empty where there is
   * none. It tells forms of files apart, so it is looked for in ASCII.
   */
  public Optional<Character> firstCharacter() {
    try (InputStream in = openBehindMark()) {
      int first = in.read();
      while (first >= 0 && Character.isWhitespace(first)) {
        first = in.read();
      }
      return first < 0 ? Optional.empty() : Optional.of((char) first);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** Whether that is its {@link #firstCharacter}. */
  public boolean beginsWith(char first) {
    return firstCharacter().filter(found -> found == first).isPresent();
  }

  /** The one JSON value in it. */
  public JsonInput json() {
    return JsonInput.parse(text(), location);
  }

  /**
   * As {@link #json()}, where it is an object without some of its fields, however long they are: a
   * labelling tool may keep a whole photo in one.
   */
  public JsonInput jsonWithout(Set<String> fields) {
    ObjectNode object = Json.object();
    try (JsonParser parser = JsonInput.parser(reader())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return json();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (fields.contains(name)) {
          parser.skipChildren();
        } else {
          object.set(name, parser.readValueAsTree());
        }
      }
      if (parser.nextToken() != null) {
        throw new InvalidInputException(location, "not JSON: something follows its one object");
      }
      return JsonInput.of(object, location);
    } catch (JsonProcessingException e) {
      throw JsonInput.notJson(location, e);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /**
   * The fields of the JSON object in it, as far as it can be read; none where it is no object. They
   * tell forms of files apart.
   */
  public Set<String> jsonFields() {
    Set<String> names = new LinkedHashSet<>();
    try (JsonParser parser = JsonInput.parser(reader())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
    } catch (IOException | InvalidInputException e) {
      // What is damaged further on is still a file of its form.
    }
    return names;
  }

  /** Reads as the file does, with errors that name it, and no further than its kind allows. */
  private final class Guarded extends FilterInputStream {

    private long count;

    Guarded(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int read;
      try {
        read = super.read(buffer, offset, length);
      } catch (IOException e) {
        throw unreadable(location, e);
      }
      count += Math.max(0, read);
      if (count > kind.most()) {
        throw tooLong(location, kind, count);
      }
      return read;
    }
  }
}
