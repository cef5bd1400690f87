package org.caudal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class whose methods may take the shared {@code SparkSession} as a parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SparkExtension.class)
public @interface SparkTest {

  /**
   * Whether queries are compiled, as outside tests. Over a handful of rows they are interpreted:
   * compiling would take most of the time.
   */
  boolean compiled() default false;
}
