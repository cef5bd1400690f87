/** Transfer logs, prices and exchange rates of the synthetic country, with known truth. */
@NullMarked
package org.caudal.synthetic.remittance;

import org.jspecify.annotations.NullMarked;
