package org.caudal.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.config.Keys;
import org.caudal.config.RunSettings;
import org.caudal.config.ScalarReader;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;

/** The configuration as a JSON Schema (draft 2020-12), for editors. */
final class ConfigurationSchema {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> FRACTIONS = Set.of(double.class, BigDecimal.class);
  private static final String VARIABLE = "^.*\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}.*$";

  private ConfigurationSchema() {}

  static String text(JobCatalogue jobs) throws JsonProcessingException {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Configuration of Caudal");
    schema.putAll(group(RunSettings.class));
    Map<String, Object> sections = new LinkedHashMap<>();
    for (Job<?> job : jobs.jobs()) {
      Map<String, Object> section = new LinkedHashMap<>();
      section.put("description", job.spec().summary());
      section.putAll(group(job.spec().paramsType()));
      sections.put(job.spec().name(), section);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("description", "One section a job");
    all.put("type", "object");
    all.put("properties", sections);
    all.put("additionalProperties", false);
    properties(schema).put("jobs", all);
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(schema)
        + "\n";
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> properties(Map<String, Object> schema) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(schema.get("properties"));
  }

  private static Map<String, Object> group(Class<?> record) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", Keys.docOf(component));
      property.putAll(value(component.getGenericType()));
      Keys.defaultOf(component)
          .filter(d -> !d.equals("{}"))
          .ifPresent(d -> property.put("default", d));
      properties.put(Keys.of(component), property);
      if (Keys.defaultOf(component).isEmpty() && !Keys.isOptional(component)) {
        required.add(Keys.of(component));
      }
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("type", List.of("object", "null"));
    group.put("properties", properties);
    if (!required.isEmpty()) {
      group.put("type", "object");
      group.put("required", required);
    }
    group.put("additionalProperties", false);
    return group;
  }

  private static Map<String, Object> value(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] of = parameterized.getActualTypeArguments();
      Map<String, Object> items = value(of[of.length - 1]);
      return parameterized.getRawType() == List.class
          ? ordered("anyOf", List.of(ordered("type", "array", "items", items), items))
          : ordered("type", "object", "additionalProperties", items);
    }
    Class<?> javaType = (Class<?>) type;
    if (Parameter.isGroup(javaType)) {
      return group(javaType);
    }
    if (javaType.isEnum()) {
      return ordered("enum", Keys.values(javaType));
    }
    if (javaType == boolean.class) {
      return ordered("enum", List.of(true, false));
    }
    if (WHOLE.contains(javaType)) {
      return orVariable("integer");
    }
    return FRACTIONS.contains(javaType)
        ? orVariable("number")
        : ordered("type", List.of("string", "number"), "title", ScalarReader.nameOf(javaType));
  }

  private static Map<String, Object> orVariable(String type) {
    return ordered("type", List.of(type, "string"), "pattern", number(type));
  }

  private static String number(String type) {
    return "("
        + (type.equals("integer") ? "^-?[0-9]+$" : "^-?[0-9]+(\\.[0-9]+)?$")
        + ")|("
        + VARIABLE
        + ")";
  }

  private static Map<String, Object> ordered(String key, Object value) {
    return new LinkedHashMap<>(Map.of(key, value));
  }

  private static Map<String, Object> ordered(String key, Object value, String key2, Object value2) {
    Map<String, Object> map = ordered(key, value);
    map.put(key2, value2);
    return map;
  }
}
