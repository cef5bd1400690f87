package org.caudal.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Identifies what a run would compute: two runs with the same fingerprint write the same rows. */
final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 over job, parameters, code version and the state of each input, as hexadecimal. */
  static String of(
      String job, String parametersJson, String codeVersion, Map<String, String> inputs) {
    return sha256(
        String.join("\n", job, parametersJson, codeVersion, new TreeMap<>(inputs).toString()));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
