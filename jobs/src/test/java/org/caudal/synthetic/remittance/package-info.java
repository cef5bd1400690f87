/** Tests of the synthetic transfers, prices and rates. */
@NullMarked
package org.caudal.synthetic.remittance;

import org.jspecify.annotations.NullMarked;
