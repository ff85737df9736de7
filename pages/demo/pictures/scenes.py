"""What the pictures show."""

from pages.demo.pictures.canvas import GROUND, HEIGHT, RIVER, ROOF, SUN, TREE, WALL, WIDTH, WINDOW, Canvas


def valley() -> Canvas:
    """Return five ranges of hills under a low sun, with a river between them."""
    canvas = Canvas(hills=3)
    canvas.shape([(900, 900), (1_010, 660), (960, 560), (985, 560), (1_060, 660), (1_180, 900)], RIVER)
    return canvas.hills(3, 5)


def station() -> Canvas:
    """Return a small station on its forecourt, with trees, at the foot of the hills."""
    canvas = Canvas(hills=3).box(0, 720, WIDTH, HEIGHT, GROUND)
    canvas.box(560, 420, 1_040, 740, WALL).shape([(530, 420), (800, 290), (1_070, 420)], ROOF)
    canvas.disc((800, 380), 35, WALL)
    canvas.line([(800, 355), (800, 380), (818, 388)], WINDOW, 5)
    for left in (600, 700, 860, 960):
        canvas.box(left, 460, left + 44, 540, WINDOW).box(left, 590, left + 44, 670, WINDOW)
    canvas.box(772, 590, 828, 740, ROOF)
    for middle in (120, 260, 400, 1_190, 1_320, 1_450, 1_560):
        canvas.tree(middle, 790)
    return canvas


def village() -> Canvas:
    """Return a village on a slope around its church."""
    canvas = Canvas(hills=4)
    canvas.box(740, 330, 830, 640, WALL).shape([(725, 330), (785, 200), (845, 330)], WINDOW)
    canvas.box(765, 380, 805, 440, WINDOW)
    for left, foot, width, height in (
        (420, 660, 150, 110),
        (590, 640, 140, 120),
        (850, 640, 170, 130),
        (1_040, 670, 150, 110),
        (300, 740, 170, 120),
        (520, 750, 190, 130),
        (760, 750, 180, 125),
        (980, 760, 190, 130),
    ):
        canvas.house(left, foot, width, height)
    canvas.box(0, 745, WIDTH, HEIGHT, "#0b5a68")
    for middle in (130, 230, 1_260, 1_400, 1_500):
        canvas.tree(middle, 800, 0.8)
    return canvas


def bus() -> Canvas:
    """Return a bus at a stop in the shade."""
    canvas = Canvas(hills=3).box(0, 640, WIDTH, HEIGHT, GROUND).box(0, 740, WIDTH, HEIGHT, "#5d6f73")
    for left in range(60, WIDTH, 260):
        canvas.box(left, 832, left + 120, 844, WALL)
    for middle in (1_180, 1_330, 1_490):
        canvas.tree(middle, 700, 1.3)
    canvas.box(1_120, 480, 1_132, 700, WINDOW).box(1_080, 430, 1_172, 500, SUN)
    canvas.box(220, 410, 960, 760, ROOF).box(220, 640, 960, 670, SUN)
    for left in range(260, 860, 120):
        canvas.box(left, 460, left + 96, 580, RIVER)
    canvas.box(870, 460, 940, 740, RIVER)
    for middle in (370, 790):
        canvas.disc((middle, 760), 58, WINDOW).disc((middle, 760), 24, GROUND)
    return canvas


def library() -> Canvas:
    """Return shelves of books, with a reader's lamp."""
    canvas = Canvas(hills=0).box(0, 0, WIDTH, HEIGHT, WALL)
    colours = ("#0b5a68", ROOF, SUN, TREE, "#86bcb4", WINDOW, "#1f6e6e")
    for shelf, foot in enumerate((270, 510, 750)):
        x = 60
        number = shelf
        while x < WIDTH - 110:
            width = 26 + 17 * (number * 7 % 4)
            canvas.box(x, foot - 120 - 20 * (number * 5 % 4), x + width, foot, colours[number * 3 % 7])
            x += width + (4 if number % 9 else 46)
            number += 1
        canvas.box(30, foot, WIDTH - 30, foot + 16, "#5b4636")
    return canvas.box(0, 830, WIDTH, HEIGHT, GROUND)


def river() -> Canvas:
    """Return a bridge of three arches over the river."""
    canvas = Canvas(hills=4).box(0, 690, WIDTH, HEIGHT, RIVER)
    canvas.box(180, 500, 1_420, 720, GROUND).box(150, 480, 1_450, 510, ROOF)
    for middle in (420, 800, 1_180):
        canvas.disc((middle, 720), 140, "#4f978f").box(middle - 140, 720, middle + 140, 880, RIVER)
    canvas.box(150, 690, 1_450, 700, WINDOW).box(0, 700, WIDTH, HEIGHT, RIVER)
    for left, top in ((120, 770), (520, 820), (900, 760), (1_240, 830)):
        canvas.box(left, top, left + 180, top + 8, WALL)
    for middle in (70, 1_520):
        canvas.tree(middle, 700)
    return canvas
