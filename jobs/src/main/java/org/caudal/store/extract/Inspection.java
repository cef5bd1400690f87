package org.caudal.store.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file from end to end, on an executor: fingerprint, size, records and header.
 *
 * <p>The fingerprint of a text is that of the text without gzip, so that a file which is packed
 * later holds what it held.
 */
public final class Inspection implements UDF2<String, String, String> {
  private static final long serialVersionUID = 1L;
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Layout layout;
  private final long pieceBytes;
  private final SerializableConfiguration hadoop;

  /**
   * An inspection.
   *
   * @param layout how records are told apart; null for binary files, whose records are not counted
   * @param pieceBytes least bytes of a piece of a file
   */
  public Inspection(@Nullable Layout layout, long pieceBytes, Configuration hadoop) {
    this.layout = layout;
    this.pieceBytes = pieceBytes;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * What was found.
   *
   * @param sha256 of the file without gzip
   * @param size bytes as stored
   * @param records records, readable or not; -1 when they are not counted
   * @param header column names
   * @param pieces that can each be read by itself, in their order; none of binary files
   * @param problem why the file cannot be read; empty when it can
   */
  public record Found(
      String sha256,
      long size,
      long records,
      List<String> header,
      List<Piece> pieces,
      String problem) {}

  @Override
  public String call(String name, String path) throws JsonProcessingException {
    TextFile file = TextFile.whole(name, path);
    try {
      long size = file.size(hadoop.value());
      try (FSDataInputStream stored = file.bytes(hadoop.value())) {
        Signature.require(stored, file, size, layout);
      }
      String sha256 = fingerprint(file);
      if (layout == null) {
        return JSON.writeValueAsString(new Found(sha256, size, -1, List.of(), List.of(), ""));
      }
      try (InputStream text = file.text(hadoop.value())) {
        Signature.requireText(text, layout);
      }
      try (Records records = file.open(layout, hadoop.value())) {
        return JSON.writeValueAsString(
            read(records, sha256, size, file.isPacked() ? Long.MAX_VALUE : pieceBytes));
      }
    } catch (IOException e) {
      return JSON.writeValueAsString(new Found("", 0, 0, List.of(), List.of(), reason(e)));
    }
  }

  private String fingerprint(TextFile file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream held =
            layout == null ? file.bytes(hadoop.value()) : file.text(hadoop.value());
        InputStream in = new DigestInputStream(held, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Counts the records, and notes where a piece of enough bytes ends with a record. */
  private static Found read(Records records, String sha256, long size, long pieceBytes)
      throws IOException {
    Lines lines = records.lines();
    List<Piece> pieces = new ArrayList<>();
    List<String> header = List.of();
    long from = 0;
    long linesBefore = 0;
    long count = 0;
    while (records.skip()) {
      count++;
      long position = lines.position();
      if (position - from >= pieceBytes) {
        pieces.add(new Piece(from, position - from, linesBefore, header));
        header = records.header();
        from = position;
        linesBefore = lines.number();
      }
    }
    pieces.add(new Piece(from, Long.MAX_VALUE, linesBefore, header));
    return new Found(sha256, size, count, records.header(), pieces, "");
  }

  private static String reason(IOException e) {
    if (e instanceof EOFException) {
      return "it is cut off";
    }
    if (e instanceof ZipException) {
      return "it is no sound gzip file: " + e.getMessage();
    }
    return e instanceof UnreadableFileException
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /** Reads the result back. */
  public static Found parse(String json) {
    try {
      return JSON.readValue(json, Found.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The result was written by this class.", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
