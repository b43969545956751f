package org.stowbench.predictors.learned.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.Sha256;
import org.stowbench.io.StagedFolder;

/**
 * A model file, read or to be written.
 *
 * @param provenance what the model was made from
 * @param files the model's own files, by name
 */
public record ModelArchive(Provenance provenance, Map<String, String> files) {

  private static final String FORMAT = "stowbench-model";

  /** Of the format; the first did not record households, the second held nothing of habits. */
  public static final int VERSION = 3;

  private static final String PROVENANCE = "provenance.json";
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  public ModelArchive {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /**
   * Reads a model file.
   *
   * @param predictor the one that wants to use it
   * @throws InvalidInputException if there is no such file, or it is no model, damaged, of another
   *     version or of another predictor
   */
  public static ModelArchive read(Path file, String predictor) {
    InputLocation where = InputLocation.of(file);
    Map<String, String> entries = entries(file, where);
    String text = entries.remove(PROVENANCE);
    if (text == null) {
      throw new InvalidInputException(where, "not a model: it holds no " + PROVENANCE);
    }
    JsonInput json = JsonInput.parse(text, InputLocation.of(file + "!" + PROVENANCE));
    String format = json.field("format").text();
    int version = json.field("version").integer();
    if (!format.equals(FORMAT) || version < 1 || version > VERSION) {
      throw new InvalidInputException(
          where,
          "a model of format %s version %d: this Stowbench reads %s version 1 to %d; train it again"
              .formatted(InvalidInputException.excerpt(format), version, FORMAT, VERSION));
    }
    JsonInput sums = json.field("files");
    for (String name : sums.names()) {
      String found =
          entries.containsKey(name) ? Sha256.checksum(entries.get(name)) : "no such file";
      if (!found.equals(sums.field(name).text())) {
        throw new InvalidInputException(
            where,
            "damaged: %s has not the checksum that it was saved with"
                .formatted(InvalidInputException.excerpt(name)));
      }
    }
    if (sums.names().size() != entries.size()) {
      throw new InvalidInputException(where, "damaged: it holds files that were not saved with it");
    }
    Provenance provenance = json.build(Provenance::read);
    if (!provenance.predictor().equals(predictor)) {
      throw new InvalidInputException(
          where,
          "a model of predictor %s: predictor %s cannot use it"
              .formatted(InvalidInputException.excerpt(provenance.predictor()), predictor));
    }
    return new ModelArchive(provenance, entries);
  }

  private static Map<String, String> entries(Path file, InputLocation where) {
    Map<String, String> entries = new LinkedHashMap<>();
    byte[] bytes = InputFile.of(file, FileKind.MODEL).bytes();
    try {
      long left = FileKind.MODEL.most();
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE, left + 1));
          left -= content.length;
          if (left < 0) {
            throw new InvalidInputException(where, "not a model: unpacks to more than 64 MB");
          }
          if (entries.put(entry.getName(), new String(content, StandardCharsets.UTF_8)) != null) {
            throw new InvalidInputException(where, "damaged: it holds a file twice");
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          where,
          isBadName(e)
              ? "damaged: the name of a file in it is not UTF-8 text"
              : "cannot be read as a model: " + FileProblem.why((IOException) e),
          e);
    }
    return entries;
  }

  /** Some versions of Java say no more of it than that an argument is illegal. */
  private static boolean isBadName(Exception e) {
    return e instanceof IllegalArgumentException
        || e instanceof ZipException && String.valueOf(e.getMessage()).contains("bad entry name");
  }

  /**
   * Writes the model file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    StagedFolder.makeFolder(target.getParent());
    byte[] bytes = bytes();
    AtomicFile.write(target, out -> out.write(bytes));
  }

  private byte[] bytes() throws IOException {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    provenance.write(json);
    ObjectNode sums = json.putObject("files");
    files.forEach((name, content) -> sums.put(name, Sha256.checksum(content)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      put(zip, PROVENANCE, Json.pretty(json));
      for (Map.Entry<String, String> entry : files.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Stored, not compressed: what a compressor makes of a text differs between its versions. */
  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /**
   * One of the model's files.
   *
   * @throws InvalidInputException if it is not there
   */
  public String file(String name) {
    String content = files.get(name);
    if (content == null) {
      throw new InvalidInputException("model of " + provenance.predictor() + ": no file " + name);
    }
    return content;
  }
}
