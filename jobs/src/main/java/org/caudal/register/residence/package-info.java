/** Who lives in the country by its registers, and how many the registers miss. */
@NullMarked
package org.caudal.register.residence;

import org.jspecify.annotations.NullMarked;
