// Inputs of question 3: one, two and three axes, strides that divide and that do not, dilation, no padding.
Case("q3a", group: "sheet", label: "28 × 28, 5 × 5", new[] { 28, 28 }, new[] { 5, 5 }, 1, 0, 1);
Case("q3a", group: "sheet", label: "28 × 28, 3 × 5", new[] { 28, 28 }, new[] { 3, 5 }, 1, 0, 1);
Case("q3a", group: "general", label: "one axis, stride 3", new[] { 17 }, new[] { 4 }, 3, 1, 1);
Case("q3a", group: "general", label: "two axes, padding 2, stride 2", new[] { 31, 20 }, new[] { 5, 3 }, 2, 2, 1);
Case("q3a", group: "general", label: "dilation 3", new[] { 40, 25 }, new[] { 3, 5 }, 1, 0, 3);
Case("q3a", group: "general", label: "three axes, everything", new[] { 16, 33, 9 }, new[] { 3, 4, 2 }, 2, 1, 2);
Case("q3a", group: "general", label: "the kernel just fits", new[] { 7, 5 }, new[] { 7, 5 }, 4, 0, 1);
Case("q3b", group: "general", label: "3 to 8, 5 × 5", 3, 8, new[] { 5, 5 }, true);
Case("q3b", group: "general", label: "1 to 6, 3 × 4, no bias", 1, 6, new[] { 3, 4 }, false);
Case("q3b", group: "general", label: "4 to 2, one axis", 4, 2, new[] { 7 }, true);
Case("q3b", group: "general", label: "2 to 5, three axes", 2, 5, new[] { 3, 2, 4 }, true);
