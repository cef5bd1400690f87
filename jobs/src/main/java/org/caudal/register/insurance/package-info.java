/** Social security over borders: periods insured in several countries, and pensions from them. */
@NullMarked
package org.caudal.register.insurance;

import org.jspecify.annotations.NullMarked;
