package org.caudal.docs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.caudal.config.Keys;
import org.caudal.config.ScalarReader;

/**
 * One key of a configuration, with the keys below it flattened to paths.
 *
 * @param path key path below the job, such as {@code extract.csv.delimiter}
 * @param type of its value
 * @param standard default as YAML; empty when there is none
 * @param isOptional whether it may be left out without a default
 * @param isWithGroup whether it may be left out only with all other keys of its group
 * @param doc what it means
 */
record Parameter(
    String path,
    Type type,
    Optional<String> standard,
    boolean isOptional,
    boolean isWithGroup,
    String doc) {
  private static final Pattern ENTRY = Pattern.compile("([a-z-]+): ([^,}]+)");

  /** The keys of a record and of the records in it, in order. */
  static List<Parameter> of(Class<?> record) {
    List<Parameter> all = new ArrayList<>();
    add(record, "", Map.of(), all);
    return all;
  }

  private static void add(
      Class<?> record, String prefix, Map<String, String> ofGroup, List<Parameter> all) {
    for (RecordComponent component : record.getRecordComponents()) {
      String path = prefix + Keys.of(component);
      if (isGroup(component.getType())) {
        add(component.getType(), path + ".", entries(Keys.defaultOf(component).orElse("")), all);
      } else {
        Optional<String> own = Keys.defaultOf(component);
        Optional<String> group = Optional.ofNullable(ofGroup.get(Keys.of(component)));
        all.add(
            new Parameter(
                path,
                component.getGenericType(),
                own.or(() -> group),
                Keys.isOptional(component),
                own.isEmpty() && group.isPresent(),
                Keys.docOf(component)));
      }
    }
  }

  /** Keys with values of the default of a group, such as {@code {births: 0.5, deaths: 0.5}}. */
  private static Map<String, String> entries(String group) {
    return ENTRY
        .matcher(group)
        .results()
        .collect(Collectors.toMap(entry -> entry.group(1), entry -> entry.group(2)));
  }

  /** Whether a type is a record with keys of its own. */
  static boolean isGroup(Class<?> type) {
    return type.isRecord() && !ScalarReader.reads(type);
  }

  List<String> row() {
    return List.of(
        Markdown.code(path),
        words(),
        standard.map(Markdown::code).orElse(isOptional ? "" : "required")
            + (isWithGroup ? "; all of the group, if any" : ""),
        doc);
  }

  /** What a value is, in words. */
  String words() {
    return words(type);
  }

  private static String words(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] of = parameterized.getActualTypeArguments();
      String item = words(of[of.length - 1]);
      return parameterized.getRawType() == List.class ? "list of " + item : "name: " + item;
    }
    return ScalarReader.nameOf((Class<?>) type);
  }
}
