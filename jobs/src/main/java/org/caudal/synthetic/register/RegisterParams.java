package org.caudal.synthetic.register;

import org.caudal.table.Default;
import org.caudal.table.Doc;

/** What all synthetic registers have in common. Give the same to all jobs. */
public record RegisterParams(
    @Doc(
            "Delivery: the first lacks a tenth of the lines of one file, the second has them under the same file name")
        @Default("2")
        int delivery,
    @Doc("How much of the registers is wrong on purpose") @Default("{}") RegisterShares defects) {

  /** Refuses a delivery that is not made. */
  public RegisterParams {
    if (delivery < 1 || delivery > 2) {
      throw new IllegalArgumentException("delivery must be 1 or 2, was " + delivery);
    }
  }
}
