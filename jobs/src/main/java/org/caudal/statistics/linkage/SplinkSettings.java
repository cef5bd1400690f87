package org.caudal.statistics.linkage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.caudal.statistics.linkage.LinkageModel.Link;
import org.jspecify.annotations.Nullable;

/** Reads settings and models as Splink 3, 4 and 5 save them, unchanged. */
public final class SplinkSettings {
  private static final double PRIOR = 1e-4;
  private static final double CONVERGENCE = 1e-4;
  private static final int ITERATIONS = 25;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SplinkSettings() {}

  /**
   * The model.
   *
   * @param json text of the file
   * @throws IllegalArgumentException if it is no JSON, lacks a key or has a condition that cannot
   *     be read; the message says where
   */
  public static LinkageModel model(String json) {
    JsonNode settings;
    try {
      settings = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "settings are no JSON: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + e.getOriginalMessage(),
          e);
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (JsonNode comparison : required(settings, "comparisons", "settings")) {
      comparisons.add(comparison(comparison, comparisons.size()));
    }
    List<String> rules = new ArrayList<>();
    for (JsonNode rule : settings.path("blocking_rules_to_generate_predictions")) {
      String sql = rule.isTextual() ? rule.asText() : rule.path("blocking_rule").asText();
      SqlParser.parse(sql);
      for (JsonNode array : rule.path("arrays_to_explode")) {
        sql = SharedElements.exploded(sql, unquoted(array.asText()));
      }
      rules.add(sql);
    }
    return new LinkageModel(
        link(required(settings, "link_type", "settings").asText()),
        settings.path("probability_two_random_records_match").asDouble(PRIOR),
        comparisons,
        rules,
        settings.path("em_convergence").asDouble(CONVERGENCE),
        settings.path("max_iterations").asInt(ITERATIONS));
  }

  private static Link link(String name) {
    for (Link link : Link.values()) {
      if (link.name().toLowerCase(Locale.ROOT).equals(name)) {
        return link;
      }
    }
    throw new IllegalArgumentException(
        "settings have link_type "
            + name
            + ", must be one of dedupe_only, link_only and link_and_dedupe");
  }

  private static Comparison comparison(JsonNode json, int number) {
    String where = "comparisons[" + number + "]";
    List<Level> levels = new ArrayList<>();
    for (JsonNode level : required(json, "comparison_levels", where)) {
      levels.add(level(level, where + ".comparison_levels[" + levels.size() + "]"));
    }
    return new Comparison(json.path("output_column_name").asText("comparison " + number), levels);
  }

  private static Level level(JsonNode json, String where) {
    String condition = required(json, "sql_condition", where).asText();
    if (!condition.equalsIgnoreCase(Level.ELSE)) {
      SqlParser.parse(condition);
    }
    JsonNode field = json.path("tf_adjustment_column");
    return new Level(
        condition,
        json.path("label_for_charts").asText(condition),
        json.path("is_null_level").asBoolean(false),
        share(json.path("m_probability")),
        share(json.path("u_probability")),
        new Level.Fixes(
            json.path("fix_m_probability").asBoolean(false),
            json.path("fix_u_probability").asBoolean(false)),
        field.isTextual()
            ? new Level.Frequencies(
                unquoted(field.asText()),
                json.path("tf_adjustment_weight").asDouble(1),
                json.path("tf_minimum_u_value").asDouble(0),
                !json.path("disable_tf_exact_match_detection").asBoolean(false))
            : null);
  }

  private static String unquoted(String name) {
    return name.replace("\"", "").replace("`", "");
  }

  private static @Nullable Double share(JsonNode json) {
    return json.isNumber() ? json.asDouble() : null;
  }

  private static JsonNode required(JsonNode json, String key, String where) {
    JsonNode value = json.get(key);
    if (value == null) {
      throw new IllegalArgumentException(where + " has no " + key);
    }
    return value;
  }
}
