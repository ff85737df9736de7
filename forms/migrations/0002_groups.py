"""The groups of the portal. Wagtail's "Moderators", which publish pages, are renamed to what they
are: moderating contributions is a right of its own, which gives none on pages."""

from django.db import migrations

COMMUNICATION = "Équipe de communication"
WRITERS = "Rédaction"
MODERATORS = "Modération des contributions"
REVIEW = "Relecture par l’équipe de communication"

ACCESS = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
TRANSLATE = ("wagtail_localize", "translation", "submit_translation", "Can submit translations")
PAGE_RIGHTS = ["add", "change", "publish", "lock", "unlock"]
COLLECTION_RIGHTS = [
    (app, model, f"{action}_{model}", f"Can {action} {model}")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
]
COMMUNICATION_RIGHTS = [
    ACCESS,
    TRANSLATE,
    ("portal", "siteidentity", "change_siteidentity", "Can change identity of the site"),
    *(
        (app, model, f"{action}_{model}", f"Can {action} {model}")
        for app, model in (("forms", "theme"), ("forms", "territory"), ("wagtailredirects", "redirect"))
        for action in ("add", "change", "delete", "view")
    ),
]


def permission(apps, app, model, codename, name):
    """The permission, made if Django has not made it yet (it does so after all migrations)."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _made = ContentType.objects.get_or_create(app_label=app, model=model)
    found, _made = Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def group_named(apps, name, stock=""):
    """The group of this name: Wagtail's stock group renamed, or a new one."""
    Group = apps.get_model("auth", "Group")
    group = Group.objects.filter(name=name).first() or Group.objects.filter(name=stock).first() or Group()
    group.name = name
    group.save()
    return group


def make_groups(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    Collection = apps.get_model("wagtailcore", "Collection")
    ModerationRight = apps.get_model("forms", "ModerationRight")
    root = Page.objects.filter(depth=1).order_by("path").first()
    root_collection = Collection.objects.filter(depth=1).order_by("path").first()

    communication = group_named(apps, COMMUNICATION, "Moderators")
    writers = group_named(apps, WRITERS, "Editors")
    moderators = group_named(apps, MODERATORS)

    communication.permissions.add(*(permission(apps, *right) for right in COMMUNICATION_RIGHTS))
    writers.permissions.add(permission(apps, *ACCESS), permission(apps, *TRANSLATE))
    moderators.permissions.add(permission(apps, *ACCESS))

    for group, actions in ((communication, PAGE_RIGHTS), (writers, PAGE_RIGHTS[:2])):
        for action in actions:
            right = permission(apps, "wagtailcore", "page", f"{action}_page", f"Can {action} page")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
        for collection_right in COLLECTION_RIGHTS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root_collection, permission=permission(apps, *collection_right)
            )
    ModerationRight.objects.get_or_create(group=moderators, page=root)
    rename_review(apps)


def rename_review(apps):
    """Wagtail's stock workflow is named after its stock group; its task follows the group itself."""
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name="Moderators approval").update(name=REVIEW)


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0001_initial"),
        ("portal", "0002_first_synonyms"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
