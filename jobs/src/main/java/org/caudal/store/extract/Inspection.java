package org.caudal.store.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads a file once from end to end, on an executor: fingerprint, size, records and header. */
public final class Inspection implements UDF2<String, String, String> {
  private static final long serialVersionUID = 1L;
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Layout layout;
  private final SerializableConfiguration hadoop;

  /**
   * An inspection.
   *
   * @param layout how records are told apart; null for binary files, whose records are not counted
   */
  public Inspection(@Nullable Layout layout, Configuration hadoop) {
    this.layout = layout;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * What was found.
   *
   * @param sha256 of the file as stored
   * @param size bytes as stored
   * @param records records, readable or not; -1 when they are not counted
   * @param header column names
   * @param problem why the file cannot be read; empty when it can
   */
  public record Found(
      String sha256, long size, long records, List<String> header, String problem) {}

  @Override
  public String call(String name, String path) throws JsonProcessingException {
    TextFile file = new TextFile(name, path);
    try {
      MessageDigest digest = sha256();
      long size = 0;
      try (FSDataInputStream stored = file.bytes(hadoop.value());
          InputStream in = new DigestInputStream(stored, digest)) {
        size = in.transferTo(java.io.OutputStream.nullOutputStream());
        Signature.require(stored, name, size, layout != null);
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      if (layout == null) {
        return JSON.writeValueAsString(new Found(sha256, size, -1, List.of(), ""));
      }
      long count = 0;
      try (Records records = file.open(layout, hadoop.value())) {
        while (records.next() != null) {
          count++;
        }
        return JSON.writeValueAsString(new Found(sha256, size, count, records.header(), ""));
      }
    } catch (IOException e) {
      return JSON.writeValueAsString(new Found("", 0, 0, List.of(), reason(e)));
    }
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
