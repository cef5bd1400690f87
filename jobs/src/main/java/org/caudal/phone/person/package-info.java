/** From devices to persons: weights, and flows of persons. */
@NullMarked
package org.caudal.phone.person;

import org.jspecify.annotations.NullMarked;
