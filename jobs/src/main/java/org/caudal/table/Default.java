package org.caudal.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a parameter that the configuration does not give; parameters without it must be
 * given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** The value as YAML, for example <code>2</code>, <code>[a, b]</code> or <code>{}</code>. */
  String value();
}
