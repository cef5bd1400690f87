package org.caudal.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/** How the components of a parameter record are spelt in a configuration. */
public final class Keys {
  private Keys() {}

  /** {@code nightStarts} as {@code night-starts}. */
  public static String of(RecordComponent component) {
    return TableSchema.snakeCase(component.getName()).replace('_', '-');
  }

  /** {@code JSON_LINES} as {@code json-lines}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Keys of a record, in order. */
  public static List<String> of(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(Keys::of).toList();
  }

  /** Values that an enum parameter can have. */
  public static List<String> values(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants()).map(c -> of((Enum<?>) c)).toList();
  }

  /** The YAML text of the value used when the key is not given. */
  public static Optional<String> defaultOf(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
  }

  /** The YAML text of a value for a parameter without a default. */
  public static Optional<String> exampleOf(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(Example.class)).map(Example::value);
  }

  /** What the parameter means. */
  public static String docOf(RecordComponent component) {
    Doc doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName() + "." + component.getName() + " lacks @Doc.");
    }
    return doc.value();
  }

  /** Whether the parameter may be absent. */
  public static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
