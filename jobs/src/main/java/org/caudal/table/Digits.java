package org.caudal.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Precision and scale of a decimal column; every {@code BigDecimal} component has it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Digits {
  /** Digits in all. */
  int precision();

  /** Digits after the point. */
  int scale();
}
