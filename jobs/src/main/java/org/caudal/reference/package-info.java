/** What every source needs and none produces: exchange rates, country and currency codes. */
@NullMarked
package org.caudal.reference;

import org.jspecify.annotations.NullMarked;
