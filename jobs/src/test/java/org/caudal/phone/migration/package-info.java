/** Tests of spells, stays and migrations. */
@NullMarked
package org.caudal.phone.migration;

import org.jspecify.annotations.NullMarked;
