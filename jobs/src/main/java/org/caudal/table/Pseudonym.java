package org.caudal.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of whom or what the pseudonym in a column is: by it a person is found in every table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Pseudonym {
  /** The domain within which pseudonyms may be compared. */
  String value();

  /** Columns within whose values the pseudonym is of one person or thing; none for everywhere. */
  String[] within() default {};

  /** Of whom or what it is. */
  Of of() default Of.PERSON;

  /** Of whom or what a pseudonym can be. */
  enum Of {
    /** The person whom the row is of. */
    PERSON,
    /** One of the persons whom the row is of. */
    PARTY,
    /** The person whom the row is of, as values of a JSON object among others. */
    NUMBERS,
    /** Another person, whom the row mentions and can do without. */
    MENTION,
    /** A thing that is one person's: a transfer, a crossing, records that were linked. */
    PART,
    /** Several persons: a household, a group of travellers. */
    GROUP
  }
}
