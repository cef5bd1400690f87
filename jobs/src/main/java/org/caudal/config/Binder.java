package org.caudal.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Makes parameter records from a {@link Tree} and gathers every problem on the way. */
final class Binder {
  private final List<Problem> problems;
  private final List<Setting> settings;

  /**
   * A binder.
   *
   * @param problems receives what is wrong
   * @param settings receives every value with its origin
   */
  Binder(List<Problem> problems, List<Setting> settings) {
    this.problems = problems;
    this.settings = settings;
  }

  /** The record, or nothing when it has problems. */
  Optional<Record> record(Class<? extends Record> type, Tree tree, String path) {
    if (!(tree instanceof Tree.Entries given)) {
      problems.add(
          problem(
              tree.place(),
              path,
              "must be a group of keys, is " + tree.kind() + ".",
              keysHere(Keys.of(type))));
      return Optional.empty();
    }
    int before = problems.size();
    refuseUnknownKeys(given, Keys.of(type), path);
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(components[i], given, path);
    }
    return problems.size() > before
        ? Optional.empty()
        : construct(type, components, values, given, path);
  }

  private static String keysHere(List<String> known) {
    return known.isEmpty()
        ? "No key belongs here."
        : "Keys here: " + String.join(", ", known) + ".";
  }

  /** Adds a problem for each key that is not known. */
  void refuseUnknownKeys(Tree.Entries given, List<String> known, String path) {
    given
        .entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                problems.add(
                    problem(
                        value.place(),
                        join(path, key),
                        "unknown key.",
                        Nearest.question(key, known) + keysHere(known)));
              }
            });
  }

  private @Nullable Object component(RecordComponent component, Tree.Entries given, String path) {
    String key = Keys.of(component);
    String keyPath = join(path, key);
    Tree tree = given.entries().get(key);
    if (tree == null) {
      Optional<String> standard = Keys.defaultOf(component);
      if (standard.isEmpty()) {
        if (!Keys.isOptional(component)) {
          problems.add(
              problem(
                  given.place(),
                  keyPath,
                  "is missing: " + Keys.docOf(component) + ".",
                  "Give " + ScalarReader.nameOf(component.getType()) + "."));
        }
        return null;
      }
      tree = new TreeReader("default", Map.of(), file -> file, problems).read(standard.get());
      tree = tree instanceof Tree.Text text ? new Tree.Text(text.value(), "default") : tree;
    }
    return value(component.getGenericType(), tree, keyPath);
  }

  private @Nullable Object value(Type type, Tree tree, String path) {
    if (type instanceof ParameterizedType parameterized) {
      Type last =
          parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1];
      return parameterized.getRawType() == List.class
          ? list(last, tree, path)
          : map(last, tree, path);
    }
    Class<?> javaType = (Class<?>) type;
    if (javaType.isRecord() && !ScalarReader.reads(javaType)) {
      return record(javaType.asSubclass(Record.class), tree, path).orElse(null);
    }
    if (!(tree instanceof Tree.Text text)) {
      problems.add(
          problem(
              tree.place(),
              path,
              "must be " + ScalarReader.nameOf(javaType) + ", is " + tree.kind() + ".",
              "Write one value."));
      return null;
    }
    settings.add(new Setting(path, text.value(), text.place()));
    Optional<Object> value = ScalarReader.read(javaType, text.value());
    if (value.isEmpty()) {
      String question =
          javaType.isEnum() ? Nearest.question(text.value(), Keys.values(javaType)) : "";
      problems.add(
          problem(
              text.place(),
              path,
              ScalarReader.fault(javaType, text.value()),
              question.isEmpty() ? "Write another value." : question.strip()));
    }
    return value.orElse(null);
  }

  private List<Object> list(Type of, Tree tree, String path) {
    List<Tree> items =
        tree instanceof Tree.Items given ? given.items() : List.of(tree); // one value is a list
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Object value = value(of, items.get(i), path + "[" + i + "]");
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private Map<String, Object> map(Type of, Tree tree, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!(tree instanceof Tree.Entries given)) {
      problems.add(
          problem(
              tree.place(),
              path,
              "must be a group of keys, is " + tree.kind() + ".",
              "Write one `name: value` a line."));
      return values;
    }
    given
        .entries()
        .forEach(
            (key, item) -> {
              Object value = value(of, item, join(path, key));
              if (value != null) {
                values.put(key, value);
              }
            });
    return values;
  }

  private Optional<Record> construct(
      Class<? extends Record> type,
      RecordComponent[] components,
      @Nullable Object[] values,
      Tree.Entries given,
      String path) {
    try {
      Constructor<? extends Record> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      problems.add(
          refused(components, given, path, String.valueOf(e.getTargetException().getMessage())));
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made.", e);
    }
  }

  /** What a record says of its values, where the key stands that it names first. */
  private static Problem refused(
      RecordComponent[] components, Tree.Entries given, String path, String message) {
    for (RecordComponent component : components) {
      String key = Keys.of(component);
      Tree value = given.entries().get(key);
      if (value != null && message.startsWith(key + " ")) {
        return problem(
            value.place(), join(path, key), message + ".", "It is: " + Keys.docOf(component) + ".");
      }
    }
    return problem(
        given.place(),
        path,
        message + ".",
        keysHere(Arrays.stream(components).map(Keys::of).toList()));
  }

  static Problem problem(String place, String path, String statement, String remedy) {
    return new Problem(place + "  " + path, statement, remedy);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
