package org.caudal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a commit of a table says of itself, kept in the commit's user metadata.
 *
 * @param runId run that wrote it
 * @param job job that wrote it
 * @param scope the months replaced, or {@code all}
 * @param fingerprint of job, parameters, code and input versions
 */
public record CommitNote(String runId, String job, String scope, String fingerprint) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The note as JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(
          new TreeMap<>(
              Map.of("run", runId, "job", job, "scope", scope, "fingerprint", fingerprint)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A note of plain texts has a JSON form.", e);
    }
  }

  /** The note of a commit, unless somebody else made the commit. */
  static Optional<CommitNote> parse(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return node.hasNonNull("fingerprint")
          ? Optional.of(
              new CommitNote(
                  node.path("run").asText(),
                  node.path("job").asText(),
                  node.path("scope").asText(),
                  node.path("fingerprint").asText()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
