package org.caudal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.caudal.store.CommitNote;
import org.caudal.store.Folder;

/**
 * Why a job runs again: in what this run differs from the one whose rows the table has, by the
 * report of that run. Where that report is gone nothing is told.
 */
final class Reasons {
  private static final JsonMapper JSON = new JsonMapper();

  private final Folder reports;
  private final String codeVersion;

  Reasons(Folder reports, String codeVersion) {
    this.reports = reports;
    this.codeVersion = codeVersion;
  }

  /**
   * What differs: the program, a parameter by its name, the input from a table.
   *
   * @param written by the run whose rows the table has
   * @param inputs state of each input now
   */
  List<String> of(CommitNote written, JobRequest request, Map<String, String> inputs) {
    if (written.job().equals(Erasure.JOB)) {
      return List.of("rows, as some were erased");
    }
    Optional<JsonNode> report =
        reports.inside(written.runId()).read("report.json").map(Reasons::parsed);
    Optional<JsonNode> earlier =
        report.flatMap(
            run ->
                StreamSupport.stream(run.path("jobs").spliterator(), false)
                    .filter(job -> job.path("job").asText().equals(request.name()))
                    .findFirst());
    if (earlier.isEmpty()) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    if (!report.get().path("code_version").asText().equals(codeVersion)) {
      reasons.add("program");
    }
    different(earlier.get().path("parameters"), parsed(request.parametersJson()), "")
        .forEach(name -> reasons.add("parameter " + name));
    different(earlier.get().path("inputs"), JSON.valueToTree(inputs), "")
        .forEach(name -> reasons.add("input " + name));
    return List.copyOf(reasons);
  }

  /** Names of values that two objects do not have in common, of objects within them too. */
  private static List<String> different(JsonNode before, JsonNode now, String within) {
    Set<String> names = new TreeSet<>();
    Stream.of(before, now).forEach(node -> node.fieldNames().forEachRemaining(names::add));
    List<String> found = new ArrayList<>();
    for (String name : names) {
      JsonNode one = before.path(name);
      JsonNode other = now.path(name);
      if (one.isObject() && other.isObject()) {
        found.addAll(different(one, other, within + name + "."));
      } else if (!one.equals(other)) {
        found.add(within + name);
      }
    }
    return found;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode(); // of a run that was killed as it wrote
    }
  }
}
