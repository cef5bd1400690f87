package org.caudal.load;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Calls of public static methods on values as Spark keeps them, such as texts in UTF-8: what a
 * user-defined function converts for every row stays as it is.
 */
public final class StaticCall {
  private StaticCall() {}

  /** An argument, and its type, which the method takes as Spark keeps it. */
  public record Argument(Column value, DataType type) {}

  /**
   * The result of a method; null where an argument is.
   *
   * @param isNullable whether the method can return null
   */
  public static Column of(
      Class<?> owner, String method, DataType result, boolean isNullable, Argument... arguments) {
    List<Expression> values =
        Arrays.stream(arguments).map(a -> ExpressionUtils.expression(a.value())).toList();
    List<AbstractDataType> types =
        Arrays.stream(arguments).<AbstractDataType>map(Argument::type).toList();
    return ExpressionUtils.column(
        new StaticInvoke(
            owner,
            result,
            method,
            CollectionConverters.asScala(values).toSeq(),
            CollectionConverters.asScala(types).toSeq(),
            /* propagateNull= */ true,
            isNullable,
            /* isDeterministic= */ true,
            Option.empty()));
  }
}
