/** The reference pages and examples that are made from the declarations, and what keeps them so. */
@NullMarked
package org.caudal.docs;

import org.jspecify.annotations.NullMarked;
