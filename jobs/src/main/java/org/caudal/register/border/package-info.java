/** Entries and exits at the border, and which of them are migrations. */
@NullMarked
package org.caudal.register.border;

import org.jspecify.annotations.NullMarked;
