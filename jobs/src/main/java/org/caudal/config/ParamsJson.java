package org.caudal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters as JSON that is the same for equal parameters. */
public final class ParamsJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ParamsJson() {}

  /** Keys in declaration order; keys of maps sorted. */
  public static String of(Record params) {
    try {
      return JSON.writeValueAsString(tree(params));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Parameters are texts, numbers and lists.", e);
    }
  }

  private static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof Record record && !ScalarReader.reads(record.getClass())) {
      Map<String, Object> keys = new LinkedHashMap<>();
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        Object inner = tree(read(component, record));
        if (inner != null) {
          keys.put(Keys.of(component), inner);
        }
      }
      return keys;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ParamsJson::tree).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach(
          (key, item) -> sorted.put(key.toString(), java.util.Objects.requireNonNull(tree(item))));
      return sorted;
    }
    if (value instanceof Enum<?> constant) {
      return Keys.of(constant);
    }
    if (value == null
        || (value instanceof Number && !(value instanceof BigDecimal))
        || value instanceof Boolean) {
      return value;
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static @Nullable Object read(RecordComponent component, Record record) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component + ".", e);
    }
  }
}
