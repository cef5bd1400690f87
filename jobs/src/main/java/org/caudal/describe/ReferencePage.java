package org.caudal.describe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The reference pages of the documentation, as they come with the program. */
public final class ReferencePage {
  private ReferencePage() {}

  /** The page of a job, in Markdown. */
  public static String ofJob(String name) {
    return read("jobs/" + name + ".md");
  }

  /** The page of a table, in Markdown. */
  public static String ofTable(String name) {
    return read("tables/" + name + ".md");
  }

  private static String read(String page) {
    try (InputStream in = ReferencePage.class.getResourceAsStream("/reference/" + page)) {
      if (in == null) {
        throw new IllegalStateException("The page " + page + " did not come with the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page " + page + " cannot be read.", e);
    }
  }
}
