package org.caudal.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.caudal.load.StaticCall.Argument;
import org.jspecify.annotations.Nullable;

/**
 * What the names of files tell of their rows. A pattern is looked for once a file and not once a
 * row, which would take longer than to read the row.
 *
 * <p>The class and the method that takes a name are public for the code that Spark generates.
 */
public final class FileNames {
  /** Of each group that is looked for the last name and what was found in it. */
  private static final ThreadLocal<Map<Sought, Found>> LAST = ThreadLocal.withInitial(HashMap::new);

  private record Sought(UTF8String pattern, int group) {}

  private record Found(UTF8String name, @Nullable UTF8String part) {}

  private FileNames() {}

  /** Refuses a pattern that is none or has no group. */
  public static void requireGroup(String parameter, String pattern) {
    try {
      if (Pattern.compile(pattern).matcher("").groupCount() < 1) {
        throw new IllegalArgumentException(
            parameter + " must have a group in brackets, was " + pattern);
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(parameter + ": " + e.getMessage(), e);
    }
  }

  /**
   * What a group of a pattern finds in the name of the row's file; null where it finds nothing.
   *
   * @param group its number; 0 for all that is found
   */
  public static Column part(String pattern, int group) {
    return StaticCall.of(
        FileNames.class,
        "part",
        DataTypes.StringType,
        /* isNullable= */ true,
        new Argument(col(RawColumns.FILE), DataTypes.StringType),
        new Argument(lit(pattern), DataTypes.StringType),
        new Argument(lit(group), DataTypes.IntegerType));
  }

  /** Finds it. */
  public static @Nullable UTF8String part(UTF8String name, UTF8String pattern, int group) {
    Found last = LAST.get().get(new Sought(pattern, group));
    if (last == null || !last.name().equals(name)) {
      last = new Found(name.copy(), find(name.toString(), pattern.toString(), group));
      LAST.get().put(new Sought(pattern.copy(), group), last);
    }
    return last.part();
  }

  private static @Nullable UTF8String find(String name, String pattern, int group) {
    Matcher matcher = Pattern.compile(pattern).matcher(name);
    String part = matcher.find() ? matcher.group(group) : null;
    return part == null || part.isEmpty() ? null : UTF8String.fromString(part);
  }
}
